"""VP0312: a value must be known when the program is compiled."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0312",
    "types.not_constant",
    Severity.ERROR,
    "A value must be known when the program is compiled",
    "Use a literal or a declared constant.",
)


def report(bag: DiagnosticBag, span: Span, what: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"{what} must be a literal or a constant", "only known when it runs")
