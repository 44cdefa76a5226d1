"""VP0309: a match does not cover each case exactly once."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0309",
    "types.match_not_exhaustive",
    Severity.ERROR,
    "A match does not cover each case exactly once",
    "Write one arm for each case and no case twice.",
)


def report(bag: DiagnosticBag, span: Span, reason: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, reason, "in this match")
