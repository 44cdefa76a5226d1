"""VP0912: value that stands for L1 coins is unmade."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0912",
    "linearity.burn_of_l1_value",
    Severity.ERROR,
    "Value that stands for L1 coins is unmade",
    "Pay the value out with `exit`, or put it somewhere; only a unit that never comes from or leaves for L1 is burned.",
)


def report(bag: DiagnosticBag, span: Span, unit: str, backed: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{unit}` is claimed from or paid out to L1, so it cannot be burned",
        "its L1 coins could never be paid out again",
        secondary=(Label(backed, f"this instruction moves `{unit}` from or to L1"),),
    )
