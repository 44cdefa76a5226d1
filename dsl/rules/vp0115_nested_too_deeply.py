"""VP0115: brackets or operators are nested too deeply."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0115",
    "syntax.nested_too_deeply",
    Severity.ERROR,
    "Brackets or operators are nested too deeply",
    "Give parts of the expression a name with `let`.",
)


def report(bag: DiagnosticBag, span: Span, limit: int) -> None:
    """Reports the first bracket or expression beyond the limit."""
    bag.report(RULE, span, f"this is nested more than {limit} levels deep", "too deep")
