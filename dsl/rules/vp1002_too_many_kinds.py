"""VP1002: a program has more resources than a kind byte can number."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1002",
    "kinds.too_many",
    Severity.ERROR,
    "A program has more resources than a kind byte can number",
    "Declare at most 255 resources: 0xFF marks what was deleted.",
)


def report(bag: DiagnosticBag, span: Span, count: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"this is resource number {count}, and 255 is the most", "one too many")
