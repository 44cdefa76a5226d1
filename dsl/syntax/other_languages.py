"""What other languages write and this one does not: each is said in its own words, at the sign or word itself."""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix
from vprog.dsl.frozen import record
from vprog.dsl.source.span import Span
from vprog.dsl.syntax.repair import Edit
from vprog.dsl.syntax.stack import Stack, accepts
from vprog.dsl.syntax.structure import NAMES, begins_item, item_start, same_line
from vprog.dsl.syntax.tables import Tables
from vprog.dsl.syntax.token import Token
from vprog.grammar.tokens import CLOSING, OPENING

COMPARISONS = ("EQUAL", "NOT_EQUAL", "LESS", "LESS_EQUAL", "GREATER", "GREATER_EQUAL")
_CONDITIONS = {"REQUIRE", "IF", "WHERE", "EXPECT", "ENSURES", "AND", "OR", "NOT"}
_JUMPS = ("revert", "throw", "panic", "abort", "raise", "fail", "assert")
_UNITS = ("kas", "sompi", "seconds", "ms")


@record
class Meaning:
    """A finding about a mistake that has its own words, and the edit that makes it what was meant."""

    span: Span
    message: str
    label: str
    edit: Edit | None
    fix: Fix | None = None

    def report(self, bag: DiagnosticBag) -> None:
        from vprog.dsl.rules import vp0110_unexpected as unexpected

        unexpected.in_words(bag, self.span, self.message, self.label, self.fix)


def meant(tables: Tables, stack: Stack, tokens: list[Token], place: int) -> Meaning | None:
    """What the token at `place` means in other languages, if it is such a one."""
    token = tokens[place]
    if token.type in ("IF", "MATCH") and accepts(tables, stack, "INT"):
        return _statement_as_value(tokens, place)
    after = tokens[place + 1] if place + 1 < len(tokens) else token
    adjoins = after.span.start == token.span.end
    if token.type in ("PLUS", "MINUS") and after.type == token.type and accepts(tables, stack, "ADD_ASSIGN"):
        sign = f"{token.text}= 1"
        new = (Token("ADD_ASSIGN", "+=", token.span), Token("INT", "1", token.span))
        span = token.span.to(after.span)
        message = f"there is no `{token.text}{after.text}`: write `{sign}`"
        return Meaning(
            span, message, "no operator", Edit(place, place + 2, new), Fix(span, f" {sign}", f"write `{sign}`")
        )
    before = tokens[place - 1]
    if before.type in ("EQUAL", "NOT_EQUAL") and token.type == "ASSIGN" and before.span.end == token.span.start:
        span, sign = before.span.to(token.span), before.text
        message = f"`{sign}=` is no operator: write `{sign}`"
        return Meaning(
            span,
            message,
            f"`{sign}=` instead of `{sign}`",
            Edit(place, place + 1, ()),
            Fix(span, sign, f"write `{sign}`"),
        )
    if not accepts(tables, stack, "AND", "NOT"):
        return None
    return _after_value(tokens, place, after, adjoins=adjoins)


def _after_value(tokens: list[Token], place: int, after: Token, *, adjoins: bool) -> Meaning | None:
    """What stands where only an operator can."""
    token = tokens[place]
    if token.type in COMPARISONS:
        if after.type == "ASSIGN" and adjoins:
            return _write(tokens, place, 2, "NOT_EQUAL" if token.text == "!=" else "EQUAL", token.text, "")
        new = (Token("AND", "and", token.span), Token("INT", "0", token.span))
        message = "comparisons do not chain: join two of them with `and`"
        return Meaning(token.span, message, "a second comparison", Edit(place, place, new))
    if token.type == "ASSIGN" and after.type in ("LESS", "GREATER") and adjoins:
        return _write(tokens, place, 2, "LESS_EQUAL" if after.type == "LESS" else "GREATER_EQUAL", f"{after.text}=", "")
    if token.type == "BAR" and after.type == "BAR" and adjoins:
        return _write(tokens, place, 2, "OR", "or", "logic is written in words: ")
    if token.type == "QUESTION":
        message = "there is no `? :`: `if` is a statement, and has no value"
        return Meaning(token.span, message, "not an operator", _up_to(tokens, place, "ELSE"))
    if token.type in NAMES and (meaning := unit_apart(tokens, place)):
        return meaning
    if token.text == "as":
        return no_cast(token.span.to(after.span), after.text, Edit(place, place + 2, ()))
    if not any(
        same_line(tokens, at, place) and tokens[at].type in _CONDITIONS for at in range(max(0, place - 40), place)
    ):
        return None
    if token.type == "ARROW":
        return _write(tokens, place, 1, "GREATER_EQUAL", ">=", "")
    if token.type == "ASSIGN" and after.type != "ASSIGN":
        return _write(tokens, place, 1, "EQUAL", "==", "`=` assigns; to compare, ")
    if token.text == "is":
        return _write(tokens, place, 1, "EQUAL", "==", "")
    if token.type == "IN":
        new = (Token("EQUAL", "==", token.span),)
        message = "there is no operator `in`: write `list.contains(value)`, or `==` and `or`"
        return Meaning(token.span, message, "not an operator", Edit(place, place + 1, new))
    return None


def unit_apart(tokens: list[Token], place: int) -> Meaning | None:
    """A unit that is not joined to its number."""
    number, token = tokens[place - 1], tokens[place]
    if (
        number.type != "INT"
        or "_" in number.text
        or token.text not in _UNITS
        or not same_line(tokens, place - 1, place)
    ):
        return None
    span, better = number.span.to(token.span), f"{number.text}_{token.text}"
    message = f"a unit is part of its number: write `{better}`"
    return Meaning(span, message, "one word", Edit(place, place + 1, ()), Fix(span, better, f"write `{better}`"))


def no_cast(span: Span, type_name: str, edit: Edit | None = None) -> Meaning:
    """A conversion of other languages, to a type."""
    better = f"`let x: {type_name[:40]} = value else SomeError`"
    return Meaning(span, f"there are no casts: a value gets a narrower type by {better}", "not an operator", edit)


def no_jump(word: Token) -> Meaning | None:
    """A word with which other languages fail."""
    if word.text not in _JUMPS:
        return None
    message = f"there is no `{word.text}`: an instruction fails by `require condition else SomeError`"
    return Meaning(word.span, message, "not a word of this language", None)


def _up_to(tokens: list[Token], place: int, kind: str) -> Edit | None:
    """Without what stands before the next token of a kind on this line."""
    for end in range(place, min(place + 40, len(tokens))):
        if tokens[end].type == kind:
            return Edit(place, end, ())
        if not same_line(tokens, end, place):
            break
    return None


def _write(tokens: list[Token], place: int, count: int, kind: str, text: str, why: str) -> Meaning:
    span = tokens[place].span.to(tokens[place + count - 1].span)
    shown = "".join(token.text for token in tokens[place : place + count])
    fix = Fix(span, text, f"write `{text}`")
    edit = Edit(place, place + count, (Token(kind, text, span),))
    return Meaning(
        span, f"{why or f'`{shown}` is no operator: '}write `{text}`", f"`{shown}` instead of `{text}`", edit, fix
    )


def _statement_as_value(tokens: list[Token], place: int) -> Meaning:
    """`x = if a { 1 } else { 2 }`: all of it is left out."""
    end, depth = place, 0
    while end < len(tokens) - 1 and not begins_item(tokens, end):
        if tokens[end].type in OPENING:
            depth += 1
        elif tokens[end].type in CLOSING:
            if depth == 0:
                break
            depth -= 1
            if depth == 0 and tokens[end].type == "RBRACE" and tokens[end + 1].type != "ELSE":
                end += 1
                break
        end += 1
    word = tokens[place]
    message = f"`{word.text}` is a statement, and has no value: assign inside of its branches"
    return Meaning(word.span, message, "not a value", Edit(place, end, (Token("INT", "0", word.span),)))


def says_why(tokens: list[Token], place: int, bag: DiagnosticBag) -> int | None:
    """What other languages have and this one leaves out on purpose gets its own finding: loops without a bound, and
    `permissionless` without a reason. The place of the loop's word, or `place`; None when it is nothing of these."""
    from vprog.dsl.rules.vp0119_unbounded_loop import LOOP_WORDS
    from vprog.dsl.rules.vp0119_unbounded_loop import report as unbounded

    before = tokens[max(0, place - 2) : place]
    if before and "PERMISSIONLESS" in (before[-1].type, before[0].type if before[-1].type == "LPAR" else ""):
        from vprog.dsl.rules.vp0613_permissionless_without_reason import report as no_reason

        word = before[-1] if before[-1].type == "PERMISSIONLESS" else before[0]
        start = item_start(tokens, place)
        no_reason(bag, word.span, tokens[start + 1].text if start else tokens[place].text)
        return place
    row = place - (tokens[place].type == "LBRACE")  # which can stand alone on the next line
    line = [at for at in range(max(0, place - 40), place) if same_line(tokens, at, row)]
    for at in reversed(line):
        begins = at == line[0] or tokens[at - 1].type in ("LBRACE", "RBRACE")
        following = tokens[at + 1].type
        if tokens[at].type == "FOR" and (
            following in ("LPAR", "LET", "VAR") or (at + 2 <= place and tokens[at + 2].type == "ASSIGN")
        ):
            unbounded(bag, tokens[at].span, "for (...)")
            return at
        if begins and tokens[at].text in LOOP_WORDS and following != "DOT" and not following.endswith("ASSIGN"):
            from vprog.dsl.syntax.other_words import ends_a_loop

            if not ends_a_loop(tokens, at):
                unbounded(bag, tokens[at].span, tokens[at].text)
            return at
    return None
