"""VP0909: a new resource holds value that came from nowhere."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0909",
    "linearity.from_nothing",
    Severity.ERROR,
    "A new resource holds value that came from nowhere",
    "Give the held field coins, or 0.",
)


def report(bag: DiagnosticBag, span: Span, held: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"a field of `{held}` starts with coins or with 0", "a number is no value")
