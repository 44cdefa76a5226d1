"""VP0905: value is assigned instead of moved."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0905",
    "linearity.held_assigned",
    Severity.ERROR,
    "Value is assigned instead of moved",
    "Move value with `take`, `put` or `move a from x.f to y.f`: it is never written as a number.",
)


def report(bag: DiagnosticBag, span: Span, role: str, field: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{role}.{field}` holds value, and value is never assigned", "take, put or move it")
