"""Values that stand alone beside something else on their line: what was meant is one statement, with a sign left out or
with a word of another language."""

from __future__ import annotations

from collections.abc import Sequence

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.rules import vp0110_unexpected as unexpected
from vprog.dsl.syntax.node import Node
from vprog.dsl.syntax.other_languages import no_cast, no_jump, unit_apart
from vprog.dsl.syntax.other_words import other_word
from vprog.dsl.syntax.structure import LINE_WORDS, NAMES, same_line
from vprog.dsl.syntax.token import Token


def report_loose(loose: Sequence[Node], tokens: list[Token], bag: DiagnosticBag) -> None:
    """Reports what can be told from the tokens alone, once for every line. Others are left to the types."""
    starts = {token.span.start: place for place, token in enumerate(tokens)}
    told: set[int] = set()
    for statement in loose:
        first = starts[statement.span.start]
        after = first
        while tokens[after].span.start < statement.span.end:
            after += 1
        line = tokens[first].span.line
        if line not in told and _report(tokens, first, after, bag):
            told.add(line)


def _report(tokens: list[Token], first: int, after: int, bag: DiagnosticBag) -> bool:
    """One statement, from `first` to before `after`."""
    word, following = tokens[first], tokens[after]
    alone = after == first + 1
    if alone and same_line(tokens, first - 1, first):
        meaning = unit_apart(tokens, first)
        if word.text == "as" and same_line(tokens, after, first):
            meaning = no_cast(word.span.to(following.span), following.text)
        if meaning is not None:
            meaning.report(bag)
            return True
    if not same_line(tokens, after, first) or following.type not in NAMES or following.type in LINE_WORDS:
        return False
    meaning = no_jump(word) or other_word(tokens, after) if alone else None
    if meaning is not None:
        meaning.report(bag)
    elif following.text == "as" or unit_apart(tokens, after) is not None:
        return False
    else:
        unexpected.report(bag, following.span, f"`{following.text[:60]}`", "`=`", following.text)
    return True
