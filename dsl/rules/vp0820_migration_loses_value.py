"""VP0820: a migration loses value."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0820",
    "migrate.value_lost",
    Severity.ERROR,
    "A migration loses value",
    "Give each held field of the old resource to exactly one held field of the new one.",
)


def report(bag: DiagnosticBag, span: Span, field: str, count: int) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"the value in `old.{field}` {'is taken over twice' if count else 'goes nowhere'}",
        "all value of the old resource must go on",
    )
