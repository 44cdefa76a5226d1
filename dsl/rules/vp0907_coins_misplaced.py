"""VP0907: coins are made where they cannot be followed."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0907",
    "linearity.misplaced",
    Severity.ERROR,
    "Coins are made where they cannot be followed",
    "Give the coins a name first: `let coins = ...`.",
)


def report(bag: DiagnosticBag, span: Span, what: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"{what} makes coins, and here nothing can keep them", "write `let coins = ...` first")
