"""VP0320: a size is out of range."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0320",
    "types.bad_size",
    Severity.ERROR,
    "A size is out of range",
    "Choose a size within the limits.",
)


def report(bag: DiagnosticBag, span: Span, what: str, low: int, high: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"{what} must be {low} to {high}", f"{low} to {high}")
