"""Findings with names as authors write them: `token::Mint`, where the merged program has `TokenMint`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vprog.dsl.diagnostics.diagnostic import Diagnostic, Fix, Label
from vprog.dsl.frozen import replace
from vprog.dsl.modules.merge import Export, Merged
from vprog.dsl.modules.spelling import spelt
from vprog.dsl.syntax import tree as syn


def as_written(found: Iterable[Diagnostic], merged: Merged) -> tuple[Diagnostic, ...]:
    """The findings of a merged program, each in the words of the file that it is about."""
    names = _Names(merged)
    return tuple(spelt_finding(one, names.at(one.primary.span.path), names) for one in found)


def spelt_finding(one: Diagnostic, names: Mapping[str, str], places: _Names | None = None) -> Diagnostic:
    """A finding with every merged name in its texts as `names` has it; its fix as the file of the fix writes it."""
    labels = [Label(label.span, spelt(label.text, names)) for label in (one.primary, *one.secondary)]
    fix = one.fix
    if fix is not None:
        here = names if places is None else places.at(fix.span.path)
        fix = Fix(fix.span, spelt(fix.text, here), spelt(fix.title, here))
    return replace(
        one,
        message=spelt(one.message, names),
        primary=labels[0],
        secondary=tuple(labels[1:]),
        notes=tuple(spelt(note, names) for note in one.notes),
        fix=fix,
    )


class _Names:
    """What is written for the merged names of a program, file by file."""

    def __init__(self, merged: Merged) -> None:
        exports = [(path, export) for path, own in merged.exports.items() for export in own.values()]
        count = Counter(export.merged for _, export in exports)
        used = {word for tree in merged.written for word in _words(tree)}
        self._exports: list[tuple[str, Export]] = [
            (path, export) for path, export in exports if count[export.merged] == 1 and export.merged not in used
        ]
        """Those that nothing else is called: a local `token_mint` is written so."""
        self._at: dict[str, dict[str, str]] = {}

    def at(self, path: str) -> dict[str, str]:
        """Merged name to what is written in the file at `path`: in its own module a name stands alone."""
        if path not in self._at:
            self._at[path] = {
                export.merged: export.name if home == path else f"{export.module}::{export.name}"
                for home, export in self._exports
            }
        return self._at[path]


def _words(node: Any) -> Iterator[str]:
    """Every name in a tree."""
    if isinstance(node, tuple):
        for part in node:  # pyright: ignore[reportUnknownVariableType]
            yield from _words(part)
    elif isinstance(node, syn.Identifier):
        yield node.text
    elif isinstance(node, syn.NameRef):
        yield node.name
    elif isinstance(node, syn.Node):
        for _, child in node.children():
            yield from _words(child)
