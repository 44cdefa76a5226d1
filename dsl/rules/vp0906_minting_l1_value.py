"""VP0906: value that stands for L1 coins is made from nothing."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0906",
    "linearity.mint_of_l1_value",
    Severity.ERROR,
    "Value that stands for L1 coins is made from nothing",
    "Claim the value from an L1 output, or use a unit of your own that never leaves for L1.",
)


def report(bag: DiagnosticBag, span: Span, unit: str, backed: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{unit}` is claimed from or paid out to L1, so it cannot be minted",
        "value without an L1 output behind it",
        secondary=(Label(backed, f"this instruction moves `{unit}` from or to L1"),),
    )
