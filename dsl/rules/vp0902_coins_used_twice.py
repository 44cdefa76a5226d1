"""VP0902: coins are used a second time."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0902",
    "linearity.used_twice",
    Severity.ERROR,
    "Coins are used a second time",
    "Use each coins binding once; take twice when two amounts are needed.",
)


def report(bag: DiagnosticBag, span: Span, coins: str, first: Span, noun: str = "coins") -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"the {noun} in `{coins}` {'is' if noun == 'value' else 'are'} gone already",
        "used again",
        secondary=(Label(first, "used up here"),),
    )
