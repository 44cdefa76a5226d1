"""VP0409: a number of one unit is stored as another."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0409",
    "arithmetic.wrong_unit",
    Severity.ERROR,
    "A number of one unit is stored as another",
    "Convert with `mul_div`, which names its rounding, or declare the place with the unit of the value.",
)


def report(bag: DiagnosticBag, span: Span, found: str, needed: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"this counts {found}, and {needed} is needed", f"{found}")
