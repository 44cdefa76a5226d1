"""VP0827: a kind that is migrated is still worked with."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0827",
    "migrate.old_kind_written",
    Severity.ERROR,
    "A kind that is migrated is still worked with",
    (
        "Let the instruction work with the new kind: its owner migrates in the same transaction. Else whoever never "
        "migrates stays outside of the new rules."
    ),
)


def report(bag: DiagnosticBag, span: Span, old: str, new: str, access: str, migration: Span) -> None:
    """Reports the role."""
    bag.report(
        RULE,
        span,
        f"`{old}` is migrated to `{new}`, and is changed no more",
        f"`{access}` the old kind",
        secondary=(Label(migration, "migrated here"),),
    )
