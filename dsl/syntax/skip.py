"""Skips what cannot be mended: to the next item, the next statement, the end of the brackets."""

from __future__ import annotations

from collections.abc import Callable

from vprog.dsl.syntax.repair import Edit
from vprog.dsl.syntax.stack import Stack, accepts
from vprog.dsl.syntax.structure import (
    LINE_WORDS,
    NAMES,
    SOFT_ITEMS,
    SOFT_LINE_WORDS,
    before_token,
    begins_item,
    open_brackets,
    outward,
    starts_line,
)
from vprog.dsl.syntax.tables import Tables
from vprog.dsl.syntax.token import END, Token
from vprog.grammar.tokens import CLOSING, OPENING, PARTNER

_CLOSED = 40
"""Places from where closing what is open is tried."""


class Skip:
    """Where parsing can go on behind a token that does not fit, and what has to go for it."""

    def __init__(self, tables: Tables, tokens: list[Token], place: int, base: int, at: Callable[[int], Stack]) -> None:
        self._tables, self._tokens, self._place, self._base, self._at = tables, tokens, place, base, at

    def edit(self) -> Edit | None:
        """The edit that leaves out as little as possible, or None when nothing fits any more."""
        tokens, place = self._tokens, self._place
        skipped: list[str] = []
        for here in range(place, len(tokens)):
            kind = tokens[here].type
            first = starts_line(tokens, here) and here > place
            found: Edit | None = None
            if kind == END or begins_item(tokens, here):
                found = self._item(here)
            elif kind in OPENING:
                if not skipped and kind == "LBRACE":
                    found = self._cut(here, inside_braces=True)
                skipped.append(PARTNER[kind]) if found is None else None
            elif skipped and kind == skipped[-1]:
                skipped.pop()
            elif kind in CLOSING and "RBRACE" not in skipped:
                skipped.clear()
                found = self._cut(here, inside_braces=kind != "RBRACE")
            elif (kind in LINE_WORDS or (first and kind in SOFT_LINE_WORDS)) and "RBRACE" not in skipped:
                skipped.clear()
                found = self._cut(here)
            elif kind in NAMES and first and not skipped:
                found = self._cut(here, also="RBRACE")
            if found is not None:
                return found
        return None

    def _item(self, here: int) -> Edit | None:
        """What is open is closed, so that the unclosed item is kept."""
        tokens, kind = self._tokens, self._tokens[here].type
        wanted = (kind, tokens[here + 1].type) if kind in SOFT_ITEMS else (kind,)
        for tried, start in enumerate(outward(tokens, self._place, self._base)):
            stack = self._at(start)
            opened = open_brackets(tokens, start) if tried < _CLOSED else []
            closing = [PARTNER[bracket.type] for bracket in reversed(opened)]
            for missing in ((), closing) if closing else ((),):
                if accepts(self._tables, stack, *missing, *wanted):
                    new = tuple(before_token(tokens[here], kind, CLOSING[kind]) for kind in missing)
                    return Edit(start, here, new)
        return None

    def _cut(self, here: int, *, also: str | None = None, inside_braces: bool = False) -> Edit | None:
        """Back to the latest place that takes the token (and would take `also` in its place); `inside_braces`: not past
        a `{` that is open, or a block."""
        tokens, kind = self._tokens, self._tokens[here].type
        for start in outward(tokens, self._place, self._base):
            stack = self._at(start)
            if accepts(self._tables, stack, kind) and (also is None or accepts(self._tables, stack, also)):
                return Edit(start, here, ()) if (start, here) != (self._place, self._place) else None
            if inside_braces and start > 0 and tokens[start - 1].type in ("LBRACE", "RBRACE"):
                return None
        return None
