"""VP0114: a part of the language that this version does not have."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0114",
    "syntax.planned",
    Severity.ERROR,
    "This part of the language is not supported yet",
    "Leave it out for now.",
)


def report(bag: DiagnosticBag, span: Span, word: str) -> None:
    """Reports the word that begins an item or a clause."""
    bag.report(RULE, span, f"`{word}` is not supported yet", "planned, not supported yet")
