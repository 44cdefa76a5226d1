"""VP0211: a function calls itself, directly or through others."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0211",
    "functions.recursion",
    Severity.ERROR,
    "A function calls itself, directly or through others",
    "Calls are put in place when the program is compiled: use a loop with bounds.",
)


def report(bag: DiagnosticBag, span: Span, cycle: tuple[str, ...]) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"these functions call each other without end: {' -> '.join(f'`{name}`' for name in cycle)}",
        "this call closes the circle",
    )
