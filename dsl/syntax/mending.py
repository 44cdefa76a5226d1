"""Mistakes whose meaning is plain: each has a finding that says it, and is mended as if it had been written right."""

from __future__ import annotations

from typing import Protocol

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.syntax.token import Token

_SIZES = ("INT", "CONST_NAME", "CONST_PATH")


class Feeding(Protocol):
    """Takes the tokens that a mistake is mended with."""

    def feed(self, token: Token) -> bool: ...


def at(token: Token, kind: str, text: str) -> Token:
    """A token that the source does not have, without width, before another."""
    return Token(kind, text, token.span.part(0, 0))


def mend(machine: Feeding, tokens: list[Token], place: int, bag: DiagnosticBag) -> int | None:
    """Reports the token at `place` and returns where to go on, if this is one of them; None otherwise."""
    token, before = tokens[place], tokens[place - 1]
    after = tokens[min(place + 1, len(tokens) - 1)]
    if before.type == "RANGE" and token.type == "LBRACE":  # for i in 0.. {
        from vprog.dsl.rules.vp0119_unbounded_loop import without_end

        without_end(bag, tokens[place - 2].span.to(before.span))
        machine.feed(at(token, "INT", "1"))
        return place
    if before.type == "RANGE" and token.type == "ASSIGN":  # for i in 0..=5 {
        from vprog.dsl.rules.vp0110_unexpected import end_included

        end_included(bag, before.span.to(token.span), after.text if after.type == "INT" else None)
        return place + 1
    if token.type == "RPAR" and [t.type for t in tokens[max(0, place - 3) : place - 1]] == ["MAY_ALIAS", "LPAR"]:
        from vprog.dsl.rules.vp0523_alias_of_one import report as alias_of_one

        alias_of_one(bag, before.span, before.text)
        machine.feed(at(token, "COMMA", ","))
        machine.feed(Token(before.type, before.text, before.span))
        return place
    if token.type == "SLASH" and before.type in _SIZES and after.type in _SIZES:  # list<u8, max 8 / 2>
        from vprog.dsl.rules.vp0405_bare_division import report as bare_division

        bare_division(bag, before.span.to(after.span), size=True)
        return place + 2
    return None
