"""VP0821: a migration makes value from nothing."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0821",
    "migrate.value_invented",
    Severity.ERROR,
    "A migration makes value from nothing",
    "A held field takes over a held field of the same unit, `new: old.field`, or starts at 0.",
)


def report(bag: DiagnosticBag, span: Span, field: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{field}` holds value, and this is no held field of the old resource of the same unit",
        "value from nothing",
    )
