"""VP0407: `%` of a number that may be negative."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0407",
    "arithmetic.negative_remainder",
    Severity.ERROR,
    "`%` of a number that may be negative",
    "`%` is for numbers that are not negative: bound the operand first.",
)


def report(bag: DiagnosticBag, span: Span, low: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`%` needs numbers that are not negative, and this may be {low}", "may be negative")
