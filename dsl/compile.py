"""One compilation: from the text of a file to its verified program, each phase computed when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from vprog.dsl.collector import paused
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Diagnostic

if TYPE_CHECKING:
    from pathlib import Path

    from vprog.dsl.incremental.memo import Memo
    from vprog.dsl.modules.merge import Merged
    from vprog.dsl.program.declarations import Program
    from vprog.dsl.syntax.tree import File


class Compilation:
    """`source` is the text, `path` what diagnostics call it; modules are looked for beside it. Nothing here raises for
    any text."""

    def __init__(
        self, source: str, path: str = "<text>", *, tree: File | None = None, memo: Memo | None = None
    ) -> None:
        """`tree`: the tree of the text, if it is known; `memo`: of earlier versions (`vprog.dsl.incremental`)."""
        if tree is not None:
            self.tree = tree
        self._memo = memo
        self.source = source
        self.path = path
        self.sources: dict[str, str] = {path: source}
        """All texts by the path that diagnostics call them; those of modules once the program was asked for."""
        self._bag = DiagnosticBag(path)
        self._merged: Merged | None = None

    @cached_property
    def tree(self) -> File | None:
        """The syntax tree; None when the text is no program at all."""
        from vprog.dsl.syntax.parse import parse

        with paused():
            return parse(self.source, self.path, self._bag)

    @cached_property
    def program(self) -> Program | None:
        """The verified program; None when there is any error."""
        tree = self.tree
        if tree is None or self._bag.has_errors:
            return None
        with paused():
            return self._verified(tree)

    def _verified(self, tree: File) -> Program | None:
        from vprog.dsl.analyses import analyse
        from vprog.dsl.types.lower import lower

        if tree.uses_modules:
            program = self._with_modules(tree)
            if program is None:
                return None
        else:
            program = lower(tree, self.source, self.path, self._bag, self._memo)
        analyse(program, self._bag, self._memo)
        return None if self._bag.has_errors else program

    def _with_modules(self, tree: File) -> Program | None:
        """The typed program of all files; None when a module is wrong by itself."""
        from vprog.dsl.modules.merge import merge
        from vprog.dsl.types.lower import lower_merged

        merged = merge(tree, self.source, self.path, self._bag)
        self._merged, self.sources = merged, merged.sources
        return None if self._bag.has_errors else lower_merged(merged, self.source, self.path, self._bag)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings, errors and warnings, in the order of the source."""
        _ = self.program
        found = self._bag.sorted()
        if self._merged is None or not found:
            return found
        from vprog.dsl.modules.findings import as_written

        return as_written(found, self._merged)

    @property
    def ok(self) -> bool:
        """Whether there is a program, perhaps with warnings."""
        return self.program is not None


def compile_file(path: str | Path) -> Compilation:
    """Reads and compiles a file. Raises OSError and UnicodeDecodeError of the reading, nothing else."""
    with open(path, encoding="utf-8") as file:
        return Compilation(file.read(), str(path))
