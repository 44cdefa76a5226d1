"""VP1004: an instruction has more roles than a transaction can list."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1004",
    "kinds.too_many_roles",
    Severity.ERROR,
    "An instruction has more roles than a transaction can list",
    "Use fewer roles: a role index is one byte.",
)


def report(bag: DiagnosticBag, span: Span, instruction: str, count: int, limit: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{instruction}` has {count} roles, and {limit} is the most", "too many roles")
