"""The facts that hold in one scope; `dsl.types.facts` makes and asks them."""

from __future__ import annotations

from collections.abc import Mapping

from vprog.dsl.types.ranges import Range

Writes = frozenset[tuple[str, str | None]]
"""Roles and the fields of them that are written, None for all fields."""
Same = Mapping[str, frozenset[str]]
"""The roles of a header, and of each the others that it may be by `may_alias`."""
Key = tuple[str, ...]
"""`("name", x)` or `("field", role, x)`, and then the fields of structs, or `.len`, that lead to the number."""


class Known:
    """The facts of one scope, beside those of the scopes around it."""

    __slots__ = ("differences", "ranges", "widths")

    def __init__(self) -> None:
        self.ranges: dict[Key, Range] = {}
        self.differences: dict[tuple[Key, Key], int] = {}
        """How much greater the first is than the second, at least."""
        self.widths: dict[Key, int] = {}
        """Bits of the declared type, of what has a fact."""

    def forget(self, writes: Writes | None, same: Same) -> None:
        """Drops what the writes may have changed; None: what is known about any field."""
        self.ranges = {key: known for key, known in self.ranges.items() if not _changed(key, writes, same)}
        self.differences = {
            pair: known
            for pair, known in self.differences.items()
            if not any(_changed(key, writes, same) for key in pair)
        }


def _changed(key: Key, writes: Writes | None, same: Same) -> bool:
    if key[0] != "field" or writes is None:
        return key[0] == "field"
    return any(field in (None, key[2]) and _may_be(key[1], role, same) for role, field in writes)


def _may_be(one: str, other: str, same: Same) -> bool:
    """Whether two names may stand for one resource. Of a name that is no role of the header (the member of a list, a
    parameter of a function) nobody knows."""
    return one == other or one not in same or other not in same or other in same[one]
