"""VP0214: calls make a body too large."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0214",
    "functions.too_large",
    Severity.ERROR,
    "Calls make a body too large",
    "Split it into several instructions, or do with fewer calls in calls.",
)


def report(bag: DiagnosticBag, span: Span, name: str, limit: int) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"with all calls in place `{name}` has more than {limit} statements",
        "too large",
    )
