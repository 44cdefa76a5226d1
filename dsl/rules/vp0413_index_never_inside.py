"""VP0413: an index lies outside for certain."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0413",
    "arithmetic.index_never_inside",
    Severity.ERROR,
    "An index lies outside for certain",
    "Use an index from 0 to one less than the number of elements.",
)


def report(bag: DiagnosticBag, span: Span, low: int, high: int, size: int) -> None:
    """Reports it at `span`."""
    found = str(low) if low == high else f"{low}..={high}"
    bag.report(RULE, span, f"this index is {found}, and there are never more than {size} elements", "outside")
