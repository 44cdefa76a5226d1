"""What tokens alone tell about the structure of a text with mistakes in it: where items begin, which brackets are
open."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.syntax.token import Token
from vprog.grammar.tokens import (
    CLAUSE_WORDS,
    CLOSING,
    ITEM_WORDS,
    NAME_CLASSES,
    OPENING,
    PARTNER,
    SOFT_WORDS,
    STATEMENT_WORDS,
    TEST_STATEMENT_WORDS,
    terminal,
)

ITEMS = {terminal(word) for word in ITEM_WORDS - SOFT_WORDS - {"program"}}
SOFT_ITEMS = {terminal(word) for word in ITEM_WORDS & SOFT_WORDS - {"module"}}
NAMES = {*NAME_CLASSES, *(terminal(word) for word in SOFT_WORDS)}
LINE_WORDS = {terminal(word) for word in (STATEMENT_WORDS | TEST_STATEMENT_WORDS | CLAUSE_WORDS) - SOFT_WORDS}
LINE_WORDS.add("RETURN_ALONE")
SOFT_LINE_WORDS = {terminal(word) for word in TEST_STATEMENT_WORDS & SOFT_WORDS}
"""Begin a statement of a test where a line begins with them."""
_FAR = 5000


def begins_item(tokens: list[Token], place: int) -> bool:
    """Whether the token begins an item. A word that can also be a name does when another name follows it."""
    kind = tokens[place].type
    if kind == "ERROR":
        return tokens[place + 1].type == "LBRACE" or starts_line(tokens, place)
    return kind in ITEMS or (kind in SOFT_ITEMS and tokens[place + 1].type in NAMES)


def starts_line(tokens: list[Token], place: int) -> bool:
    """Whether the token is the first of its line."""
    return place == 0 or tokens[place - 1].span.line != tokens[place].span.line


def same_line(tokens: list[Token], place: int, of: int) -> bool:
    return tokens[place].span.line == tokens[of].span.line


def item_start(tokens: list[Token], place: int) -> int:
    """The nearest place before this one where an item begins, or the file does."""
    while place > 0:
        place -= 1
        if begins_item(tokens, place):
            return place
    return 0


def open_brackets(tokens: list[Token], place: int) -> list[Token]:
    """The brackets of the item around a token that are open before it, outermost first. A word that begins a statement
    ends the brackets that can hold none."""
    opened: list[Token] = []
    for token in tokens[item_start(tokens, place) : place]:
        if token.type in LINE_WORDS:
            while opened and opened[-1].type != "LBRACE":
                opened.pop()
        elif token.type in OPENING:
            opened.append(token)
        elif opened and token.type == PARTNER[opened[-1].type]:
            opened.pop()
    return opened


def outward(tokens: list[Token], place: int, base: int) -> Iterator[int]:
    """The places from this one back to `base`, without those in brackets that are closed again before it."""
    yield place
    closed = 0
    for at in range(place - 1, max(base, place - _FAR) - 1, -1):
        kind = tokens[at].type
        if kind in CLOSING:
            closed += 1
        elif kind in OPENING and closed:
            closed -= 1
        if not closed:
            yield at
    if place - _FAR > base:
        yield base


def before_token(token: Token, kind: str, text: str) -> Token:
    """A token that the source does not have, without width, before another."""
    return Token(kind, text, token.span.part(0, 0))
