"""Chooses what is said of a token that does not fit."""

from __future__ import annotations

from collections.abc import Callable

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.syntax.expected import describe, found
from vprog.dsl.syntax.repair import Edit, close_word
from vprog.dsl.syntax.stack import Stack, acceptable, accepts
from vprog.dsl.syntax.structure import LINE_WORDS, begins_item, open_brackets, starts_line
from vprog.dsl.syntax.tables import Tables
from vprog.dsl.syntax.token import END, Token
from vprog.grammar.tokens import CLOSING, NAME_CLASSES, OPENING, PARTNER

_PLAIN = {"LPAR", "LSQB", "LBRACE", "COLON", "ASSIGN", "GREATER"}
"""Signs whose absence is said where they belong, even if it shows later."""
_ITEMS_ELSEWHERE = {"def": "fn", "function": "fn", "func": "fn", "fun": "fn", "import": "use", "include": "use"}
"""Words that begin items in other languages."""


class Wrong:
    """Reports mistakes in these tokens."""

    def __init__(self, tables: Tables, tokens: list[Token], at: Callable[[int], Stack], bag: DiagnosticBag) -> None:
        self._tables, self._tokens, self._at, self._bag = tables, tokens, at, bag

    def report(self, place: int, edit: Edit | None) -> None:
        """Reports the token at `place`; `edit` is what seems to be meant instead."""
        if self._bracket(place, edit):
            return
        required = self._required(place)
        if required is not None:
            from vprog.dsl.rules import vp0118_require_without_error as without_error

            without_error.report(self._bag, required.span)
            return
        cause = self._cause(place, edit)
        put_in = edit.tokens[0].text if edit is not None and cause < place and edit.end == edit.start else None
        self._unexpected(cause, put_in)

    def _cause(self, place: int, edit: Edit | None) -> int:
        """The place of the mistake: before the token, if that is where an edit makes all well."""
        if edit is None or not edit.complete or edit.start >= place:
            return place
        if edit.end == edit.start and edit.tokens[0].type in _PLAIN:
            return edit.start
        if edit.end > edit.start and edit.tokens and self._tokens[edit.start].type == "NAME":
            like = close_word(self._tables, {edit.tokens[0].type}, self._tokens[edit.start].text)
            return edit.start if like else place
        return place

    def _bracket(self, place: int, edit: Edit | None) -> bool:
        tokens, token = self._tokens, self._tokens[place]
        opened = open_brackets(tokens, place)
        last = opened[-1] if opened else None
        if edit is not None and edit.complete and edit.start < place and not edit.tokens:
            surplus = tokens[edit.start]
            if surplus.type in CLOSING and edit.end == edit.start + 1:
                return self._closes_nothing(surplus)
        ends = token.type == END or begins_item(tokens, place)
        if last is not None and token.type in LINE_WORDS and last.type != "LBRACE":
            ends = accepts(self._tables, self._at(place), PARTNER[last.type])
        if token.type in ("RPAR", "RSQB") and all(PARTNER[bracket.type] != token.type for bracket in opened):
            return self._closes_nothing(token)
        if last is not None and (ends or (token.type in CLOSING and PARTNER[last.type] != token.type)):
            from vprog.dsl.rules import vp0111_not_closed as not_closed

            closing = CLOSING[PARTNER[last.type]]
            not_closed.report(self._bag, token.span, OPENING[last.type], closing, last.span, found(token))
            return True
        return last is None and token.type in CLOSING and self._closes_nothing(token)

    def _closes_nothing(self, token: Token) -> bool:
        from vprog.dsl.rules import vp0112_not_opened as not_opened

        not_opened.report(self._bag, token.span, token.text)
        return True

    def _required(self, place: int) -> Token | None:
        """The `require` whose condition ends before this place without an `else`."""
        tokens, token = self._tokens, self._tokens[place]
        ends = (
            token.type in ("RBRACE", END)
            or token.type in LINE_WORDS
            or begins_item(tokens, place)
            or (token.type in NAME_CLASSES and starts_line(tokens, place))
        )
        if not ends or not accepts(self._tables, self._at(place), "ELSE", "TYPE_NAME", token.type):
            return None
        for at in range(place - 1, -1, -1):
            if tokens[at].type in LINE_WORDS:
                return tokens[at] if tokens[at].type == "REQUIRE" else None
        return None

    def _unexpected(self, place: int, put_in: str | None) -> None:
        from vprog.dsl.rules import vp0110_unexpected as unexpected

        token = self._tokens[place]
        expected = acceptable(self._tables, self._at(place))
        words = describe(self._tables, expected) if put_in is None else f"`{put_in}`"
        like = close_word(self._tables, expected, token.text) if token.type == "NAME" and put_in is None else None
        if like is None and {"RESOURCE", "USE"} <= expected:
            like = _ITEMS_ELSEWHERE.get(token.text)
        names_type = "TYPE_NAME" in expected and ("NAME" not in expected or "LSQB" in expected)
        if token.type == "CONST_NAME" and names_type and put_in is None:
            unexpected.in_capitals(self._bag, token.span, words, token.text)
            return
        unexpected.report(self._bag, token.span, found(token), words, token.text, like)
