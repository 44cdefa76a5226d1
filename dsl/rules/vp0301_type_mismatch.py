"""VP0301: a value has another type than its place needs."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0301",
    "types.mismatch",
    Severity.ERROR,
    "A value has another type than its place needs",
    "Give a value of the type that the place is declared with.",
)


def report(bag: DiagnosticBag, span: Span, found: str, needed: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"this is {found}, and {needed} is needed", found)
