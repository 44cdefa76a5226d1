"""A program that is compiled again and again while its author edits it."""

from __future__ import annotations

from vprog.dsl.collector import paused
from vprog.dsl.compile import Compilation
from vprog.dsl.incremental.memo import Memo
from vprog.dsl.incremental.trees import Trees


class Session:
    """Compiles the versions of one file. Each result is equal to that of a fresh Compilation; an edit inside an
    instruction or a test costs that item alone.

    The spans of an earlier result move with the text: look at a result before the next update."""

    def __init__(self, path: str = "<text>") -> None:
        self.path = path
        self._trees = Trees(path)
        self._memo = Memo()

    def update(self, source: str) -> Compilation:
        """The next version. A file with a syntax error, or one that uses modules, is compiled from the start."""
        with paused():
            file = self._trees.file(source)
        if file is None or file.uses_modules:
            return Compilation(source, self.path)
        return Compilation(source, self.path, tree=file, memo=self._memo)
