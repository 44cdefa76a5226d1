"""VP0825: migrations lead back to where they began."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0825",
    "migrate.circle",
    Severity.ERROR,
    "Migrations lead back to where they began",
    "A migration leads from an old kind to a new one.",
)


def report(bag: DiagnosticBag, span: Span, cycle: tuple[str, ...]) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"these migrations lead in a circle: {' -> '.join(f'`{name}`' for name in cycle)}",
        "leads back",
    )
