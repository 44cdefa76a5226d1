"""VP0613: `permissionless` gives no reason."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0613",
    "authority.no_reason",
    Severity.ERROR,
    "`permissionless` gives no reason",
    "Say in the string why it is right that anyone may do this.",
)


def report(bag: DiagnosticBag, span: Span, instruction: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{instruction}` is open to anyone, and no reason is given", "no reason")
