"""VP0120: a file has characters in it that nobody sees."""

import unicodedata

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0120",
    "syntax.hidden_character",
    Severity.ERROR,
    "A file has characters in it that nobody sees",
    "Remove the character; in a string write it as an escape, such as `\\u{202E}`.",
)


def report(bag: DiagnosticBag, span: Span, character: str) -> None:
    """Reports it at `span`."""
    category = unicodedata.category(character)
    what = {"Zs": "looks like another space", "Co": "looks like anything", "Cn": "looks like nothing"}.get(category)
    bag.report(
        RULE,
        span,
        f"the character U+{ord(character):04X} {what or 'is hidden'} here, so the text does not say what it shows",
        "a reader cannot tell it" if what else "a reader cannot see it",
    )
