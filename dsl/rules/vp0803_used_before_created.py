"""VP0803: a resource is used before it exists."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0803",
    "lifecycle.used_before_created",
    Severity.ERROR,
    "A resource is used before it exists",
    "Create the resource first; until then only its `id` is known.",
)


def report(bag: DiagnosticBag, span: Span, role: str, what: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{role}` is {what} here, before it was created", "does not exist yet")
