"""VP1111: a program describes its gas scales twice."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1111",
    "storm.twice",
    Severity.ERROR,
    "A program describes its gas scales twice",
    "Keep one `storm` block.",
)


def report(bag: DiagnosticBag, span: Span, first: Span) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, "a program has one `storm` block", "a second one", secondary=(Label(first, "the first"),))
