"""Words and signs of other languages that begin a statement or stand where one goes on."""

from __future__ import annotations

from vprog.dsl.diagnostics.diagnostic import Fix
from vprog.dsl.syntax.other_languages import COMPARISONS, Meaning
from vprog.dsl.syntax.repair import Edit
from vprog.dsl.syntax.stack import Stack, accepts
from vprog.dsl.syntax.structure import same_line
from vprog.dsl.syntax.tables import Tables
from vprog.dsl.syntax.token import Token
from vprog.grammar.tokens import CLOSING, OPENING

_WORDS = {"elif": "else if", "elseif": "else if", "elsif": "else if", "requires": "require"}
_BLOCK_FIRST = ("do", "repeat", "loop")
"""Words of loops that say behind their block for how long."""
_NEAR = 40


def other_statement(tables: Tables, stack: Stack, tokens: list[Token], place: int) -> Meaning | None:
    """What is meant by the statement around the token at `place`, which does not fit."""
    if meaning := other_word(tokens, place):
        return meaning
    return _defines(tables, stack, tokens, place) or _compares(tables, stack, tokens, place)


def other_word(tokens: list[Token], place: int) -> Meaning | None:
    """A word of another language that begins a statement of the line, before `place`."""
    row = place - (tokens[place].type == "LBRACE")
    for at in range(place - 1, max(0, place - _NEAR), -1):
        if not same_line(tokens, at, row):
            return None
        word, following = tokens[at], tokens[at + 1].type
        better = _WORDS.get(word.text)
        if better is None or following in ("DOT", "COLON", "COMMA") or following.endswith("ASSIGN"):
            continue
        if not same_line(tokens, at - 1, at) or tokens[at - 1].type in ("LBRACE", "RBRACE"):
            new = tuple(Token(part.upper(), part, word.span) for part in better.split())
            return _instead(word, better, Edit(at, at + 1, new))
    return None


def _instead(word: Token, better: str, edit: Edit) -> Meaning:
    message = f"there is no `{word.text}`: write `{better}`"
    return Meaning(word.span, message, "not a word of this language", edit, Fix(word.span, better, f"write `{better}`"))


def _defines(tables: Tables, stack: Stack, tokens: list[Token], place: int) -> Meaning | None:
    """`:=`"""
    colon = place if tokens[place].type == "COLON" else place - 1
    sign = tokens[colon + 1] if colon + 1 < len(tokens) else tokens[colon]
    if tokens[colon].type != "COLON" or sign.type != "ASSIGN" or tokens[colon].span.end != sign.span.start:
        return None
    if not (accepts(tables, stack, "ASSIGN") if colon == place else tokens[max(0, colon - 2)].type in ("LET", "VAR")):
        return None
    span = tokens[colon].span.to(sign.span)
    fix = Fix(span, "=", "write `=`")
    return Meaning(span, "`:=` is no operator: write `=`", "`:=` instead of `=`", Edit(colon, colon + 1, ()), fix)


def _compares(tables: Tables, stack: Stack, tokens: list[Token], place: int) -> Meaning | None:
    """`a == b` as a statement."""
    token = tokens[place]
    if token.type not in COMPARISONS or not accepts(tables, stack, "ASSIGN") or accepts(tables, stack, "AND"):
        return None
    assigns = "to assign, write `=`; " if token.type == "EQUAL" else ""
    message = f"a comparison is no statement: {assigns}to check it, `require ... else SomeError`"
    edit = Edit(place, place + 1, (Token("ASSIGN", "=", token.span),))
    return Meaning(token.span, message, "nothing is done with the answer", edit)


def ends_a_loop(tokens: list[Token], at: int) -> bool:
    """Whether the word at `at` is the condition behind the block of a `do`, and has no block itself."""
    if _block(tokens, at) is not None:
        return False
    place, depth = at - 1, 0
    while place > 0:
        depth += (tokens[place].type == "RBRACE") - (tokens[place].type == "LBRACE")
        if depth <= 0:
            break
        place -= 1
    if tokens[at - 1].type != "RBRACE" or depth != 0:
        return False
    before = next((token for token in reversed(tokens[:place]) if token.span.start < token.span.end), None)
    return before is not None and before.text in _BLOCK_FIRST


def as_branch(tables: Tables, stack: Stack, tokens: list[Token], at: int) -> Edit | None:
    """What makes an `if` of the loop whose word is at `at`, with this stack before it: its block is then read well."""
    end = _block(tokens, at)
    if end is None or not accepts(tables, stack, "IF", "TRUE", "LBRACE"):
        return None
    word = tokens[at]
    return Edit(at, end, (Token("IF", word.text, word.span), Token("TRUE", "true", word.span.part(0, 0))))


def _block(tokens: list[Token], at: int) -> int | None:
    """Where the block of a loop begins: on the line of its word, or as the next line does."""
    depth = 0
    for end in range(at + 1, len(tokens)):
        if depth == 0 and tokens[end].type == "LBRACE":
            return end
        if not same_line(tokens, end, at):
            return None
        depth += (tokens[end].type in OPENING) - (tokens[end].type in CLOSING)
    return None
