"""VP0904: coins from outside a loop are used up inside it."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0904",
    "linearity.used_in_loop",
    Severity.ERROR,
    "Coins from outside a loop are used up inside it",
    "Use the coins before or after the loop: its body runs more than once.",
)


def report(bag: DiagnosticBag, span: Span, coins: str, loop: Span, noun: str = "coins") -> None:
    """Reports it at `span`."""
    there = "is there" if noun == "value" else "are there"
    bag.report(
        RULE,
        span,
        f"the {noun} in `{coins}` {there} once, and this runs on every turn of the loop",
        "used on every turn",
        secondary=(Label(loop, "this loop"),),
    )
