"""VP0404: numbers of different units meet."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0404",
    "arithmetic.mixed_units",
    Severity.ERROR,
    "Numbers of different units meet",
    "Keep to one unit; between units, convert with `mul_div`, which names its rounding.",
)


def report(bag: DiagnosticBag, span: Span, operator: str, left: str, right: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{operator}` mixes {left} and {right}", f"{left} and {right}")
