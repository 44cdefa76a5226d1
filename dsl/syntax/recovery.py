"""Says what is wrong at a token that does not fit, and mends the tokens so that parsing can go on.

From the item with the first mistake on, the text is read once more with states alone, which can be kept for every
place. Every mistake becomes an edit of the tokens: something left out is put in, something surplus goes, and where
nothing small helps, all goes up to the next statement or item. A tree with errors is never compiled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.syntax.expected import found
from vprog.dsl.syntax.lexer import MAX_ERRORS
from vprog.dsl.syntax.mending import mend
from vprog.dsl.syntax.other_languages import meant, says_why
from vprog.dsl.syntax.other_words import as_branch, other_statement
from vprog.dsl.syntax.repair import Edit, Search
from vprog.dsl.syntax.skip import Skip
from vprog.dsl.syntax.stack import Stack, accepts, stack_of, step
from vprog.dsl.syntax.structure import before_token, begins_item, open_brackets, starts_line
from vprog.dsl.syntax.token import Token
from vprog.dsl.syntax.wrong import Wrong
from vprog.grammar.tokens import PARTNER, RESERVED, terminal

if TYPE_CHECKING:
    from vprog.dsl.syntax.parse import Machine

MAX_EDITS = 300
"""After that many the text is something else than a program with mistakes."""
_RESERVED = {terminal(word) for word in RESERVED} | {"RETURN_ALONE"}
_LEXICAL = {"VP0102", "VP0103", "VP0105", "VP0106", "VP0119"}
"""What is reported and mended before. What the stand-in then leads to is no second mistake."""
_QUIET = 3
"""Tokens that have to fit after a mistake before another one is believed."""


def recover(machine: Machine, tokens: list[Token], place: int, bag: DiagnosticBag) -> int | None:
    """Reports what is wrong with the token at `place` and behind it, and mends `tokens`. The machine is cut back to the
    item around; returns where to go on feeding it, or None when there is no use."""
    values, start = machine.values, place
    kept = 3 if len(values) > 2 and type(values[2]) is list else 2
    if len(values) < 2:  # in the line that begins the file
        kept = start = 0
    elif len(values) > kept:
        offset = values[kept].span.start
        while start > 0 and tokens[start].span.start > offset:
            start -= 1
    del machine.states[kept + 1 :], machine.values[kept:]
    recovery = Recovery(machine, tokens, start, bag)
    return start if recovery.run() else None


class _Fed:
    """Takes what a mistake is mended with."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []

    def feed(self, token: Token) -> bool:
        self.tokens.append(token)
        return True


class Recovery:
    """One reading of the tokens from an item on. `_stacks` has the states before every token since."""

    def __init__(self, machine: Machine, tokens: list[Token], base: int, bag: DiagnosticBag) -> None:
        self._tables = machine.tables
        self._tokens, self._base, self._bag = tokens, base, bag
        self._stacks = [stack_of(machine.states)]
        self._last = -1
        self._lexical = [d for d in bag.items if d.rule.code in _LEXICAL]

    def _at(self, place: int) -> Stack:
        return self._stacks[place - self._base]

    def run(self) -> bool:
        """Whether the tokens now read well to the end."""
        place, edits, tokens = self._base, 0, self._tokens
        while place < len(tokens):
            following = step(self._tables, self._stacks[-1], tokens[place].type)
            if following is not None:
                self._stacks.append(following)
                place += 1
                continue
            edits += 1
            edit = self._mended(place) if edits <= MAX_EDITS else None
            if edit is None or len(self._bag.items) >= MAX_ERRORS:
                return False
            tokens[edit.start : edit.end] = edit.tokens
            del self._stacks[edit.start - self._base + 1 :]
            place = edit.start
        return True

    def _mended(self, place: int) -> Edit | None:
        tokens, token = self._tokens, self._tokens[place]
        if place == 0 and self._at(0).below is None:
            return self._first(token)
        quiet = self._is_quiet(place)
        self._last = token.span.start
        if quiet:
            return self._edit(place)
        fed = _Fed()
        on = mend(fed, tokens, place, self._bag)
        if on is not None:
            return Edit(place, on, tuple(fed.tokens))
        why = says_why(tokens, place, self._bag)
        if why is not None:
            branch = as_branch(self._tables, self._at(why), tokens, why) if self._base <= why < place else None
            return branch or self._edit(place)
        asked = self._tables, self._at(place), tokens, place
        meaning = other_statement(*asked) or meant(*asked)
        if meaning is not None:
            meaning.report(self._bag)
            return meaning.edit or self._edit(place)
        if self._is_word_for_name(place):
            from vprog.dsl.rules import vp0113_reserved_word as reserved

            reserved.report(self._bag, token.span, token.text)
            return Edit(place, place + 1, (Token("NAME", token.text, token.span),))
        edit = Search(self._tables, tokens, place, self._base, self._at).edit()
        Wrong(self._tables, tokens, self._at, self._bag).report(place, edit)
        return edit or self._skip(place)

    def _first(self, token: Token) -> Edit | None:
        from vprog.dsl.rules import vp0117_no_program as no_program

        no_program.report(self._bag, token.span, found(token))
        self._last = token.span.start
        here = 0
        while here < len(self._tokens) - 1 and not begins_item(self._tokens, here):
            here += 1
        return Edit(0, here, (before_token(token, "PROGRAM", "program"), before_token(token, "NAME", "unnamed")))

    def _edit(self, place: int) -> Edit | None:
        return Search(self._tables, self._tokens, place, self._base, self._at).edit() or self._skip(place)

    def _skip(self, place: int) -> Edit | None:
        return Skip(self._tables, self._tokens, place, self._base, self._at).edit()

    def _is_quiet(self, place: int) -> bool:
        """Whether a mistake was found so shortly before, or the lexer found one so near, that this is the same."""
        tokens, token = self._tokens, self._tokens[place]
        line = token.span.line
        if any(d.rule.code in ("VP0103", "VP0119") and d.primary.span.line == line for d in self._lexical):
            return True
        since = 0
        for before in reversed(tokens[max(self._base, place - 2 * _QUIET) : place]):
            if before.span.start < before.span.end:
                since += 1
                if since > _QUIET:
                    break
                if any(d.primary.span.start == before.span.start for d in self._lexical):
                    return True
        if any(d.primary.span.start == token.span.start for d in self._lexical):
            return True
        opened = open_brackets(tokens, place)
        if opened and opened[-1].type in ("LPAR", "LSQB") and opened[-1].span.start == opened[-1].span.end:
            return accepts(self._tables, self._at(place), PARTNER[opened[-1].type])
        if self._last < 0 or begins_item(tokens, place):
            return False
        accepted = 0
        at = place - 1
        while at >= self._base and tokens[at].span.start >= self._last and accepted < _QUIET:
            if begins_item(tokens, at):
                return False
            accepted += tokens[at].span.start < tokens[at].span.end
            at -= 1
        return accepted < _QUIET

    def _is_word_for_name(self, place: int) -> bool:
        """Whether a reserved word stands where only a name can, with what follows a name after it."""
        tokens, token, stack = self._tokens, self._tokens[place], self._at(place)
        return (
            token.type in _RESERVED
            and (not starts_line(tokens, place) or tokens[place + 1].type == "COLON")
            and not accepts(self._tables, stack, "INT")
            and accepts(self._tables, stack, "NAME", tokens[place + 1].type)
        )
