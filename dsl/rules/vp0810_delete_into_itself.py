"""VP0810: the value of a deleted resource goes into the resource itself."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0810",
    "lifecycle.delete_into_itself",
    Severity.ERROR,
    "The value of a deleted resource goes into the resource itself",
    "Move the value into another resource.",
)


def report(bag: DiagnosticBag, span: Span, role: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"the value of `{role}` would be deleted with it", "into itself")
