"""Looks for the one small edit of the tokens after which most of what follows reads well.

Tried are, at the token that does not fit and at some before it: one token more, one less, one instead of another; and
where it stands, the closing of all that is open. What an edit costs is weighed against how far parsing then gets.
"""

from __future__ import annotations

from collections.abc import Callable

from vprog.dsl.frozen import record
from vprog.dsl.syntax.stack import Stack, acceptable, step
from vprog.dsl.syntax.structure import ITEMS, LINE_WORDS, begins_item, open_brackets, starts_line
from vprog.dsl.syntax.tables import Tables
from vprog.dsl.syntax.token import END, Token
from vprog.grammar.tokens import (
    CLAUSE_WORDS,
    CLOSING,
    NAME_CLASSES,
    OPENING,
    PARTNER,
    SOFT_WORDS,
    VALUE_OPERATORS,
    terminal,
)

AHEAD = 40
"""Tokens behind the mistake that an edit is judged by."""
BACK = 4
"""Tokens before the mistake where it may have any cause."""
FAR_BACK = 20
"""Tokens before the mistake where a bracket may be missing."""
_FAR = {"LPAR", "LSQB", "LBRACE"}
_COMPLETE = 6
ENOUGH = 3
"""Tokens that have to fit, or the edit is not worth it."""

_STAND_IN = {
    "NAME": "missing",
    "TYPE_NAME": "Missing",
    "CONST_NAME": "MISSING",
    "INT": "0",
    "STRING": '""',
    "ASSIGN": "=",
    "COLON": ":",
    "COMMA": ",",
    "DOT": ".",
    "RANGE": "..",
    "ARROW": "=>",
    "RESULT": "->",
    "PLUS": "+",
    "LESS": "<",
    "GREATER": ">",
    **OPENING,
    **CLOSING,
}
_NEVER = {
    *(VALUE_OPERATORS - {"PLUS", "LESS", "GREATER"}),
    *(
        "PATH",
        "TYPE_PATH",
        "CONST_PATH",
        "HEX",
        "BYTES",
        "TRUE",
        "FALSE",
        "NONE",
        "NOT",
        "QUESTION",
        "SEMICOLON",
        "BAR",
    ),
    *("PROGRAM", "MODULE", "RETURN_ALONE", END),
}
_WORDS = {*ITEMS, *LINE_WORDS, *(terminal(word) for word in CLAUSE_WORDS)}
_SOFT = {terminal(word) for word in SOFT_WORDS} - {"RUN", "EXPECT", "WITH", "TO", "FROM", "OF", "ON", "VIEW", "TYPE"}
_KEPT = {"LBRACE", "RBRACE", *LINE_WORDS}
"""Tokens that are not left out together with others."""
_SEQUENCES = (
    (1.2, ("ELSE", "TYPE_NAME")),
    (2.0, ("COLON", "NAME")),
    (2.0, ("ASSIGN", "INT")),
    (2.0, ("LPAR", "RPAR")),
    (2.0, ("LBRACE", "RBRACE")),
    (2.0, ("RPAR", "LBRACE")),
    (2.0, ("NAME", "LPAR")),
    (2.0, ("LPAR", "NAME")),
    (2.5, ("LBRACE", "NAME", "COLON")),
)


@record
class Edit:
    """`tokens` instead of those at `[start, end)`."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    complete: bool = False
    """All that was looked at then reads well."""


def made(token: Token, kind: str) -> Token:
    """A token without width before another, spelt so that a tree can be built of it."""
    return Token(kind, _STAND_IN.get(kind) or kind.lower(), token.span.part(0, 0))


def close_word(tables: Tables, expected: set[str], text: str) -> str | None:
    """The word that could stand there and that the author may have misspelt."""
    from difflib import get_close_matches

    words = [word for word, kind in tables.words.items() if kind in expected and len(word) > 2]
    return next(iter(get_close_matches(text[:40], words, 1, 0.75)), None)


class Search:
    """The best edit at one place."""

    def __init__(self, tables: Tables, tokens: list[Token], place: int, base: int, at: Callable[[int], Stack]) -> None:
        self._tables, self._tokens, self._place, self._base, self._at = tables, tokens, place, base, at
        self._limit = min(len(tokens), place + AHEAD)
        self._best: Edit | None = None
        self._score = 0.0

    def edit(self) -> Edit | None:
        first = max(self._base, self._place - BACK)
        for start in range(self._place, first - 1, -1):
            self._single(start)
        for start in range(first - 1, max(self._base, self._place - FAR_BACK) - 1, -1):
            for kind in _FAR:
                new = (made(self._tokens[start], kind),)
                self._try(step(self._tables, self._at(start), kind), start, start, new, 1.0)
        self._sequences()
        self._deletions()
        return self._best

    def _try(self, stack: Stack | None, start: int, end: int, tokens: tuple[Token, ...], cost: float) -> None:
        if stack is None:
            return
        here = end
        while here < self._limit:
            following = step(self._tables, stack, self._tokens[here].type)
            if following is None:
                break
            stack, here = following, here + 1
        complete = here == self._limit
        gain = here - max(self._place, end)
        if not complete and gain < ENOUGH:
            return
        score = (AHEAD + _COMPLETE if complete else gain) - 3 * cost - 0.6 * (self._place - start)
        if self._best is None or score > self._score:
            self._best, self._score = Edit(start, end, tokens, complete), score

    def _single(self, start: int) -> None:
        tables, token, stack = self._tables, self._tokens[start], self._at(start)
        fitting = acceptable(tables, stack)
        for kind in sorted(fitting - _NEVER - _SOFT):
            following = step(tables, stack, kind)
            new = (made(token, kind),)
            self._try(following, start, start, new, self._cost(kind))
            if start == self._place:
                self._try(following, start, start + 1, new, _cost_instead(token, kind))
        if token.type == "NAME" and (like := close_word(tables, fitting, token.text)):
            kind = tables.words[like]
            self._try(step(tables, stack, kind), start, start + 1, (Token(kind, like, token.span),), 0.5)
        if token.type == END:
            return
        doubled = start > 0 and self._tokens[start - 1].text == token.text
        cost = 0.5 if token.type == "SEMICOLON" else 1.0 if doubled else 2.0
        self._try(stack, start, start + 1, (), cost)

    def _cost(self, kind: str) -> float:
        if kind in ("PLUS", "LESS"):
            return 2.5
        if kind in _WORDS:
            return 2.0
        if kind in NAME_CLASSES or kind in ("INT", "STRING"):
            return 1.5
        return 1.0

    def _sequences(self) -> None:
        place, token = self._place, self._tokens[self._place]
        closing = [PARTNER[opened.type] for opened in reversed(open_brackets(self._tokens, place))]
        ends = token.type == END or begins_item(self._tokens, place)
        for size in range(1, len(closing) + 1):
            self._sequence(tuple(closing[:size]), 1.0 if ends else 0.5 + 0.5 * size)
        for cost, kinds in _SEQUENCES:
            self._sequence(kinds, cost)

    def _sequence(self, kinds: tuple[str, ...], cost: float) -> None:
        token = self._tokens[self._place]
        stack: Stack | None = self._at(self._place)
        for kind in kinds:
            stack = step(self._tables, stack, kind) if stack is not None else None
        new = tuple(
            made(token, kind) if kind not in CLOSING else Token(kind, CLOSING[kind], token.span.part(0, 0))
            for kind in kinds
        )
        self._try(stack, self._place, self._place, new, cost)

    def _deletions(self) -> None:
        """More than one token of the same line."""
        tokens, place = self._tokens, self._place
        for end in range(place + 2, min(place + 8, len(tokens) - 1)):
            last = tokens[end - 1].type
            if last in _KEPT or starts_line(tokens, end - 1) or begins_item(tokens, end - 1):
                return
            self._try(self._at(place), place, end, (), 1.6 + 0.4 * (end - place))


def _cost_instead(token: Token, kind: str) -> float:
    if token.type == END:
        return 9.0
    if kind in OPENING:
        return 1.5 if token.type in OPENING else 4.0
    if {token.type, kind} == {"RESULT", "ARROW"}:
        return 0.5
    if kind in NAME_CLASSES and (token.type in NAME_CLASSES or token.text.isidentifier()):
        return 1.2
    if token.type in CLOSING and kind in CLOSING:
        return 1.2
    if kind.isalpha() and token.type.isalpha() and kind in _WORDS:
        return 2.5
    return 2.0
