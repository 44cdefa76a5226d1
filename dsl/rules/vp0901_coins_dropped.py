"""VP0901: coins are made and end up nowhere."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0901",
    "linearity.dropped",
    Severity.ERROR,
    "Coins are made and end up nowhere",
    "Put the coins somewhere: `put`, a `create`, `exit`, or `burn` of the unit.",
)


def report(bag: DiagnosticBag, span: Span, coins: str, noun: str = "coins") -> None:
    """Reports it at `span`."""
    be = "is" if noun == "value" else "are"
    bag.report(RULE, span, f"the {noun} in `{coins}` {be} never used", "must end up somewhere")
