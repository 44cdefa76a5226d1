"""Constants of two versions: what a header says counts by their values, their names are only shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from vprog.dsl.evolution.authority import signers
from vprog.dsl.evolution.changes import Change, Changes
from vprog.dsl.evolution.model import Lock, LockedConstant, Quorum
from vprog.dsl.evolution.renames import Renames
from vprog.dsl.frozen import record, replace

_NAME = re.compile(r'"(?:\\.|[^"\\])*"|(?<![\w.])[A-Za-z_]\w*(?![\w.]|: )')
"""A text, or a name that stands alone: it is no field, and nothing is read from it."""
_CHECK = re.compile(r" else \w+(?=\])")
_BOUND = re.compile(r"(?<=<=)\d+|(?<=max )\d+|(?<=; )\d+|(?<=bytes\[)\d+")
_BOUNDED = frozenset(("width", "type", "bound", "roles", "parameters", "variants"))
"""Classes of changes that show types with their bounds."""


@record
class _Changed:
    """A constant with another value, each as it is shown."""

    name: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"`{self.name}` {self.old} -> {self.new}"


class Constants:
    """`told`: those whose change was said where a header or a type uses them."""

    def __init__(self, old: Lock, new: Lock, renames: Renames) -> None:
        self._old = {c.name: _literal(c) for c in old.constants}
        self._new = {c.name: _literal(c) for c in new.constants}
        before = {c.name: c.value for c in old.constants}
        self._changed = {
            c.name: _Changed(c.name, before[c.name], c.value)
            for c in new.constants
            if c.name in before and renames.text(self._old[c.name], {}, {}) != self._new[c.name]
        }
        self.told: set[str] = set()

    def old(self, text: str) -> str:
        """An expression of the old version, with values in place of names."""
        return _by_value(text, self._old)

    def new(self, text: str) -> str:
        """An expression of the new version, with values in place of names."""
        return _by_value(text, self._new)

    def changed(self) -> Iterable[_Changed]:
        """Those with another value that was not said elsewhere."""
        return (constant for name, constant in self._changed.items() if name not in self.told)

    def used(self, *texts: str | None) -> str:
        """The constants in expressions that have another value now, with both."""
        names = {name for text in texts if text is not None for name in _NAME.findall(text)}
        found = [constant for name, constant in self._changed.items() if name in names]
        self.told.update(constant.name for constant in found)
        return ", ".join(map(str, found))

    def keys(self, old: Quorum | None, new: Quorum | None) -> str:
        """The constants of which the old value had to sign, and the new one has to now."""
        before, after = signers(old), signers(new)
        return self._named(c for c in self._changed.values() if f"key {c.old}" in before and f"key {c.new}" in after)

    def explain_bounds(self, changes: Changes) -> None:
        """Adds to each bound that changed which constant it is: the only one that changed from the one to the other."""
        changes.found[:] = [
            replace(change, text=change.text + self._bound(change)) if change.kind.slug in _BOUNDED else change
            for change in changes.found
        ]

    def _bound(self, change: Change) -> str:
        old, _, new = change.text.partition(" -> ")
        pairs = zip(_BOUND.findall(old), _BOUND.findall(new), strict=False)
        moved = dict.fromkeys(pair for pair in pairs if pair[0] != pair[1])
        by_pair = [[c for c in self._changed.values() if (c.old, c.new) == pair] for pair in moved]
        return self._named(found[0] for found in by_pair if len(found) == 1)

    def _named(self, found: Iterable[_Changed]) -> str:
        names = [constant.name for constant in found]
        self.told.update(names)
        return f" ({', '.join(f'`{name}`' for name in names)})" if names else ""


def _literal(constant: LockedConstant) -> str:
    """The value as an expression has it where it is written itself."""
    value = constant.value
    if value.startswith("0x"):
        return f"{constant.type} {value}"
    return value if value in ("true", "false") or value.lstrip("-").isdigit() else f"{constant.type}.{value}"


def _by_value(text: str, values: Mapping[str, str]) -> str:
    """Without the checks of conversions, which are there or not as the values are."""
    return _CHECK.sub("", _NAME.sub(lambda hit: values.get(hit.group(), hit.group()), text))
