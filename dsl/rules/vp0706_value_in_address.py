"""VP0706: an address is derived from value that moves."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0706",
    "addresses.value_in_address",
    Severity.ERROR,
    "An address is derived from value that moves",
    "Derive addresses from fields that never change.",
)


def report(bag: DiagnosticBag, span: Span, field: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{field}` holds value that moves, and an address must not", "changes with every payment")
