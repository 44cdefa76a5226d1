"""Types of a record as text: whether one only holds more than another."""

from __future__ import annotations

import re

_BOUND = re.compile(r"(?<=<=)\d+|(?<=max )\d+")


def holds_more(old: str, new: str) -> bool:
    """The types differ only in how much fits (`text<=32`, `list<u8, max 4>`), and everything that fitted still does:
    what was written before has the same bytes."""
    if old == new or _BOUND.sub("", old) != _BOUND.sub("", new):
        return False
    return all(int(a) <= int(b) for a, b in zip(_BOUND.findall(old), _BOUND.findall(new), strict=True))
