"""VP1110: an entry of `storm` is out of range."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1110",
    "storm.out_of_range",
    Severity.ERROR,
    "An entry of `storm` is out of range",
    "Use a number of at least 1, and below the limit.",
)


def report(bag: DiagnosticBag, span: Span, name: str, highest: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{name}` must be 1 to {highest}", f"1 to {highest}")
