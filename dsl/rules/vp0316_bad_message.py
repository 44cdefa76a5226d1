"""VP0316: the text of an error has a brace without its partner."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0316",
    "types.bad_message",
    Severity.ERROR,
    "The text of an error has a brace without its partner",
    "Write `{field}` for a field, and {{ or }} for a brace.",
)


def report(bag: DiagnosticBag, span: Span, reason: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, reason, "in this message")
