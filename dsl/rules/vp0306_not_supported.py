"""VP0306: this part of the language is not supported yet."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0306",
    "types.not_supported",
    Severity.ERROR,
    "This part of the language is not supported yet",
    "Write it in another way for now.",
)


def report(bag: DiagnosticBag, span: Span, what: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"{what} is not supported yet", "not supported yet")
