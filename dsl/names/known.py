"""The facts that hold in one scope; `dsl.types.facts` makes and asks them."""

from __future__ import annotations

from vprog.dsl.types.ranges import Range

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

    def forget(self, fields: frozenset[str] | None) -> None:
        """Drops what is known about these fields, of any role; None: about all fields."""
        self.ranges = {key: known for key, known in self.ranges.items() if not _about(key, fields)}
        self.differences = {
            pair: known for pair, known in self.differences.items() if not any(_about(key, fields) for key in pair)
        }


def _about(key: Key, fields: frozenset[str] | None) -> bool:
    return key[0] == "field" and (fields is None or key[2] in fields)
