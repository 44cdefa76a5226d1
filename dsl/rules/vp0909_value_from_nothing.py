"""VP0909: a number stands where value must."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0909",
    "linearity.from_nothing",
    Severity.ERROR,
    "Value comes from nowhere",
    (
        "Only coins are value: `take` them, `claim` them, or let the unit's module `mint` them. A new resource may "
        "start with 0."
    ),
)


def report(bag: DiagnosticBag, span: Span, held: str | None, coins: str = "coins") -> None:
    """Reports the number; `held` is the type of the field that it starts, None where coins are put or passed on."""
    why = f"a field of `{held}` starts with coins or with 0" if held else f"this is a number, and {coins} are needed"
    bag.report(RULE, span, why, "a number is no value")
