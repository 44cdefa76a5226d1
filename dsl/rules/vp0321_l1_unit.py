"""VP0321: value of L1 is counted in a unit that is not stored in 64 bits."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0321",
    "types.l1_unit",
    Severity.ERROR,
    "Value of L1 is counted in a unit that is not stored in 64 bits",
    "Declare the unit as `u64`, as L1 counts.",
)


def report(bag: DiagnosticBag, span: Span, unit: str, stored: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{unit}` is stored as {stored}, and L1 pays in 64 bits", f"{stored}")
