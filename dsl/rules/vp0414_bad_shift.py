"""VP0414: a shift is out of range."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0414",
    "arithmetic.bad_shift",
    Severity.ERROR,
    "A shift is out of range",
    "Shift numbers that are never negative, by 0 to 255 places.",
)


def report(bag: DiagnosticBag, span: Span, what: str, low: int, high: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"{what} lies in {low}..={high} here", f"{low}..={high}")
