"""VP1006: a resource has no fields."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1006",
    "kinds.empty_resource",
    Severity.ERROR,
    "A resource has no fields",
    "Give the resource at least one field: without one there is nothing to read, write or hold.",
)


def report(bag: DiagnosticBag, span: Span, resource: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{resource}` has no fields", "empty")
