"""VP0412: an index may lie outside."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0412",
    "arithmetic.unchecked_index",
    Severity.ERROR,
    "An index may lie outside",
    "Say with `else` what happens then, or show first that it lies inside.",
)


def report(bag: DiagnosticBag, span: Span, low: int, high: int, inside: str, place: bool) -> None:
    """Reports it at `span`."""
    how = "write `else` behind the statement" if place else "give the element a name with `let ... else`"
    bag.report(RULE, span, f"this index lies in {low}..={high}, and inside is only {inside}: {how}", "may lie outside")
