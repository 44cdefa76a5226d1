"""VP0222: modules use each other in a circle."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0222",
    "modules.cycle",
    Severity.ERROR,
    "Modules use each other in a circle",
    "Move what both need into a third module.",
)


def report(bag: DiagnosticBag, span: Span, cycle: tuple[str, ...]) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"these modules use each other: {' -> '.join(f'`{name}`' for name in cycle)}",
        "this closes the circle",
    )
