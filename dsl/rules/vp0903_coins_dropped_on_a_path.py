"""VP0903: coins are used up on one path and forgotten on another."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0903",
    "linearity.dropped_on_a_path",
    Severity.ERROR,
    "Coins are used up on one path and forgotten on another",
    "Use the coins on every path, in each branch and each arm, and before every `return`.",
)


def report(bag: DiagnosticBag, span: Span, coins: str, path: Span, where: str, used: Span, noun: str = "coins") -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"the {noun} in `{coins}` {'is' if noun == 'value' else 'are'} not used on every path",
        "forgotten on a path",
        secondary=(Label(path, where), Label(used, "used up here")),
    )
