"""VP0314: an expression stands where it means nothing."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0314",
    "types.misplaced",
    Severity.ERROR,
    "An expression stands where it means nothing",
    "Move it to where its value is used.",
)


def report(bag: DiagnosticBag, span: Span, reason: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, reason, "not here")
