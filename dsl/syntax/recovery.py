"""Says what is wrong at a token that does not fit, and finds the next place where parsing can go on.

Going on means cutting the automaton's stack back to a state that takes a later token: the next item, the next
statement, the end of the brackets. The cut-off part is lost, which is why a tree with errors is never compiled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.syntax.expected import acceptable, accepts, describe, found
from vprog.dsl.syntax.token import END, Token
from vprog.grammar.tokens import (
    CLAUSE_WORDS,
    CLOSING,
    ITEM_WORDS,
    NAME_CLASSES,
    OPENING,
    PARTNER,
    RESERVED,
    SOFT_WORDS,
    STATEMENT_WORDS,
    TEST_STATEMENT_WORDS,
    terminal,
)

if TYPE_CHECKING:
    from vprog.dsl.syntax.parse import Machine
    from vprog.dsl.syntax.tables import Tables

_ITEMS = {terminal(word) for word in ITEM_WORDS - SOFT_WORDS - {"program"}}
_SOFT_ITEMS = {terminal(word) for word in ITEM_WORDS & SOFT_WORDS - {"module"}}
_RESERVED = {terminal(word) for word in RESERVED} | {"RETURN_ALONE"}
_SOFT_CLAUSES = CLAUSE_WORDS & SOFT_WORDS
_LINE_WORDS = {terminal(word) for word in STATEMENT_WORDS | TEST_STATEMENT_WORDS | CLAUSE_WORDS - _SOFT_CLAUSES}
_LINE_WORDS.add("RETURN_ALONE")
_NAMES = {*NAME_CLASSES, *(terminal(word) for word in SOFT_WORDS)}
_LEXICAL = {"VP0102", "VP0103", "VP0105", "VP0106"}
"""What the lexer reports and mends. What its stand-in then leads to is no second mistake."""
_INSERTABLE = ("COLON", "COMMA", "ASSIGN", "RPAR", "RSQB", "ARROW")


def recover(machine: Machine, tokens: list[Token], place: int, bag: DiagnosticBag) -> int | None:
    """Reports the token at `place` and returns the place to go on at, or None when there is none."""
    token = tokens[place]
    if place == 0:
        from vprog.dsl.rules import vp0117_no_program as no_program

        no_program.report(bag, token.span, found(token))
        machine.feed(_at(token, "PROGRAM", "program"))
        machine.feed(_at(token, "NAME", "unnamed"))
        return _next(machine, tokens, place)
    why = _says_why(tokens, place, bag)
    if not why and _is_word_for_name(machine, tokens, place):
        from vprog.dsl.rules import vp0113_reserved_word as reserved

        reserved.report(bag, token.span, token.text)
        tokens[place] = Token("NAME", token.text, token.span)
        return place
    mended = {token.span.start, tokens[place - 1].span.start}
    if not why and all(d.primary.span.start not in mended or d.rule.code not in _LEXICAL for d in bag.items):
        _report(machine, tokens, place, bag)
    if token.type in ("RESULT", "ARROW"):
        meant = "ARROW" if token.type == "RESULT" else "RESULT"
        if accepts(*_now(machine), meant):
            tokens[place] = Token(meant, token.text, token.span)
            return place
    if token.type == "SEMICOLON" and accepts(*_now(machine), tokens[place + 1].type):
        return place + 1
    if (token.type == END or _begins_item(tokens, place)) and _close_all(machine, tokens, place):
        return place
    following = [t.type for t in tokens[place : place + 3]]
    for kind in _INSERTABLE:
        if accepts(*_now(machine), kind, *following):
            machine.feed(_at(token, kind, ""))
            return place
    return _next(machine, tokens, place)


def _now(machine: Machine) -> tuple[Tables, list[int]]:
    return machine.tables, machine.states


def _begins_item(tokens: list[Token], place: int) -> bool:
    """Whether the token begins an item. A word that can also be a name does when another name follows it."""
    kind = tokens[place].type
    return kind in _ITEMS or (kind in _SOFT_ITEMS and tokens[place + 1].type in _NAMES)


def _at(token: Token, kind: str, text: str) -> Token:
    """A token that the source does not have, without width, before another."""
    span = token.span
    return Token(kind, text, span.part(0, 0))


def _is_word_for_name(machine: Machine, tokens: list[Token], place: int) -> bool:
    """Whether a reserved word stands where only a name can, with what follows a name after it."""
    token = tokens[place]
    return (
        token.type in _RESERVED
        and (tokens[place - 1].span.line == token.span.line or tokens[place + 1].type == "COLON")
        and not accepts(*_now(machine), "INT")
        and accepts(*_now(machine), "NAME", tokens[place + 1].type)
    )


def _report(machine: Machine, tokens: list[Token], place: int, bag: DiagnosticBag) -> None:
    token = tokens[place]
    opened = _open_brackets(tokens, place)
    last = opened[-1] if opened else None
    ends = token.type == END or _begins_item(tokens, place)
    if last is not None and token.type in _LINE_WORDS and last.type != "LBRACE":
        ends = accepts(*_now(machine), PARTNER[last.type])
    if last is not None and (ends or (token.type in CLOSING and PARTNER[last.type] != token.type)):
        from vprog.dsl.rules import vp0111_not_closed as not_closed

        closing = CLOSING[PARTNER[last.type]]
        not_closed.report(bag, token.span, OPENING[last.type], closing, last.span, found(token))
        return
    if last is None and token.type in CLOSING:
        from vprog.dsl.rules import vp0112_not_opened as not_opened

        not_opened.report(bag, token.span, token.text)
        return
    expected = acceptable(machine.tables, machine.states)
    required = next((v for v in machine.values[-4:] if isinstance(v, Token) and v.type == "REQUIRE"), None)
    if required is not None and "ELSE" in expected:
        from vprog.dsl.rules import vp0118_require_without_error as without_error

        without_error.report(bag, required.span)
        return
    from vprog.dsl.rules import vp0110_unexpected as unexpected

    like = _like(machine.tables, expected, token) if token.type == "NAME" else None
    unexpected.report(bag, token.span, found(token), describe(machine.tables, expected), token.text, like)


def _says_why(tokens: list[Token], place: int, bag: DiagnosticBag) -> bool:
    """What other languages have and this one leaves out on purpose gets its own finding: loops without a bound, and
    `permissionless` without a reason."""
    from vprog.dsl.rules.vp0119_unbounded_loop import LOOP_WORDS
    from vprog.dsl.rules.vp0119_unbounded_loop import report as unbounded

    before = tokens[max(0, place - 2) : place]
    if before and "PERMISSIONLESS" in (before[-1].type, before[0].type if before[-1].type == "LPAR" else ""):
        from vprog.dsl.rules.vp0613_permissionless_without_reason import report as no_reason

        word = before[-1] if before[-1].type == "PERMISSIONLESS" else before[0]
        no_reason(bag, word.span, _declared(tokens, place))
        return True
    line = [at for at in range(max(0, place - 40), place) if tokens[at].span.line == tokens[place].span.line]
    for at in reversed(line):
        begins = at == line[0] or tokens[at - 1].type in ("LBRACE", "RBRACE")
        following = tokens[at + 1].type
        if tokens[at].type == "FOR" and (
            following in ("LPAR", "LET", "VAR") or (at + 2 <= place and tokens[at + 2].type == "ASSIGN")
        ):
            unbounded(bag, tokens[at].span, "for (...)")
            return True
        if begins and tokens[at].text in LOOP_WORDS and following != "DOT" and not following.endswith("ASSIGN"):
            unbounded(bag, tokens[at].span, tokens[at].text)
            return True
    return False


def _declared(tokens: list[Token], place: int) -> str:
    """The name of the item that a token is in."""
    for at in range(place - 1, 0, -1):
        if _begins_item(tokens, at):
            return tokens[at + 1].text
    return tokens[place].text


def _like(tables: Tables, expected: set[str], token: Token) -> str | None:
    """The word that could stand there and that the author may have misspelt."""
    from difflib import get_close_matches

    words = [word for word, kind in tables.words.items() if kind in expected]
    return next(iter(get_close_matches(token.text[:40], words, 1, 0.75)), None)


def _close_all(machine: Machine, tokens: list[Token], place: int) -> bool:
    """Closes what is open when nothing but that is missing, so that the unclosed item is kept."""
    missing = [PARTNER[opened.type] for opened in reversed(_open_brackets(tokens, place))]
    if not accepts(*_now(machine), *missing, tokens[place].type):
        return False
    for kind in missing:
        machine.feed(_at(tokens[place], kind, CLOSING[kind]))
    return True


def _open_brackets(tokens: list[Token], place: int) -> list[Token]:
    """The brackets of the item around a token that are open before it, outermost first."""
    opened: list[Token] = []
    for at, token in enumerate(tokens[:place]):
        if _begins_item(tokens, at):
            opened.clear()
        elif token.type in _LINE_WORDS:
            while opened and opened[-1].type != "LBRACE":
                opened.pop()
        elif token.type in OPENING:
            opened.append(token)
        elif opened and token.type == PARTNER[opened[-1].type]:
            opened.pop()
    return opened


def _next(machine: Machine, tokens: list[Token], place: int) -> int | None:
    """Skips to a token that an earlier state of the automaton takes, and cuts back to that state."""
    skipped: list[str] = []
    line = tokens[place - 1].span.line if place else 0
    for here in range(place, len(tokens)):
        kind = tokens[here].type
        starts_line, line = tokens[here].span.line != line, tokens[here].span.line
        if kind == END or _begins_item(tokens, here):
            if _cut(machine, kind, then=tokens[here + 1].type if kind in _SOFT_ITEMS else None):
                return here
        elif kind in OPENING:
            if not skipped and kind == "LBRACE" and _cut(machine, kind, inside_braces=True):
                return here
            skipped.append(PARTNER[kind])
        elif skipped and kind == skipped[-1]:
            skipped.pop()
        elif kind in CLOSING and "RBRACE" not in skipped:
            skipped.clear()
            if _cut(machine, kind, inside_braces=kind != "RBRACE"):
                return here
        elif kind in _LINE_WORDS and "RBRACE" not in skipped:
            skipped.clear()
            if _cut(machine, kind):
                return here
        elif kind in _NAMES and starts_line and not skipped and _cut(machine, kind, also="RBRACE"):
            return here
    return None


def _cut(
    machine: Machine, kind: str, *, then: str | None = None, also: str | None = None, inside_braces: bool = False
) -> bool:
    """Cuts back to the latest state that takes `kind`, and `then` after it (and would take `also` in its place);
    `inside_braces`: not past a `{`."""
    wanted = (kind,) if then is None else (kind, then)
    states = machine.states
    for size in range(len(states), 0, -1):
        kept = states[:size]
        if accepts(machine.tables, kept, *wanted) and (also is None or accepts(machine.tables, kept, also)):
            del machine.states[size:], machine.values[size - 1 :]
            return True
        value = machine.values[size - 2] if size > 1 else None
        if inside_braces and isinstance(value, Token) and value.type == "LBRACE":
            return False
    return False
