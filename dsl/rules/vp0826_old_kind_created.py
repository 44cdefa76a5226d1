"""VP0826: a resource of a kind that is migrated away from is still created."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0826",
    "migrate.old_kind_created",
    Severity.ERROR,
    "A resource of a kind that is migrated away from is still created",
    "Create the new kind instead: the old one is only there to be migrated.",
)


def report(bag: DiagnosticBag, span: Span, old: str, new: str, migration: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{old}` is migrated to `{new}`, and is created no more",
        "creates the old kind",
        secondary=(Label(migration, "this migration"),),
    )
