"""VP0824: there are two migrations of one resource."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0824",
    "migrate.two_migrations",
    Severity.ERROR,
    "There are two migrations of one resource",
    "Keep one: a resource of the old kind becomes one new kind.",
)


def report(bag: DiagnosticBag, span: Span, old: str, first: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{old}` has two migrations",
        "again",
        secondary=(Label(first, "the first one"),),
    )
