"""Cuts a source text into pieces that begin where an item does, without reading it closely.

A piece begins at a line whose first word, in its first column, begins an item, or at the `///` lines above it; the
first one holds `program name`. A text that is laid out otherwise makes larger pieces, and one that is cut at a wrong
place does not parse piece by piece: it is then parsed as a whole, as every text is that has a syntax error.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import frozen

from vprog.grammar.tokens import ITEM_WORDS

_BEGINS = re.compile(rf"^(?:///[^\n]*\n)*(?:pub\s+)?(?:{'|'.join(sorted({*ITEM_WORDS, 'module'}))})\b", re.MULTILINE)


@frozen
class Cut:
    """What became of the pieces of a text: those from `first` to before `last` are now the ones at `starts`."""

    first: int
    last: int
    starts: tuple[int, ...]
    """Offsets in the new text, in order."""
    end: int
    """Where the last of them ends; what follows is as it was."""


def cut(source: str, before: str = "", starts: Sequence[int] = ()) -> Cut:
    """Cuts a text again whose pieces began at `starts` when it was `before`: only what lies around the difference is
    looked at, and the result is the same as for a text that is cut from the start."""
    head = _same_head(before, source)
    tail = _same_tail(before, source, min(len(before), len(source)) - head)
    # A piece ends where the next begins, so the last one that begins in the common head may go on otherwise than it
    # did: the one before it, which ends there, may then have become longer.
    first = max(0, bisect_right(starts, head) - 2)
    grown = len(source) - len(before)
    found: list[int] = []
    matches = _BEGINS.finditer(source, starts[first] if first else 0)
    if not first:
        next(matches, None)  # `program` or `module`
        found.append(0)
    for match in matches:
        start = match.start()
        if start >= len(source) - tail:
            # From an old beginning in the common tail on, everything is cut as it was.
            place = bisect_left(starts, start - grown, first + 1)
            if place < len(starts) and starts[place] == start - grown:
                return Cut(first, place, tuple(found), start)
        found.append(start)
    return Cut(first, len(starts), tuple(found), len(source))


def _same_head(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_tail(one: str, other: str, most: int) -> int:
    """How many they have in common at their end, but not more than `most`."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
