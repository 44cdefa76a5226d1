"""VP0406: a divisor is always zero."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0406",
    "arithmetic.divisor_is_zero",
    Severity.ERROR,
    "A divisor is always zero",
    "Divide by something that can be other than zero.",
)


def report(bag: DiagnosticBag, span: Span) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, "this divisor is always zero", "zero")
