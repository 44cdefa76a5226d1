"""VP0908: coins are kept in a variable that can be overwritten."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0908",
    "linearity.in_var",
    Severity.ERROR,
    "Coins are kept in a variable that can be overwritten",
    "Bind coins with `let`.",
)


def report(bag: DiagnosticBag, span: Span, name: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{name}` can be assigned again, and the coins in it would be lost", "use `let`")
