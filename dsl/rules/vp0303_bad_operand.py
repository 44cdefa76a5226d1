"""VP0303: an operator cannot work on a value of this type."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0303",
    "types.bad_operand",
    Severity.ERROR,
    "An operator cannot work on a value of this type",
    "Arithmetic and order are for integers, `and`, `or`, `not` for bool; of coins, `.value` is the number.",
)


def report(bag: DiagnosticBag, span: Span, operator: str, found: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{operator}` does not work on {found}", found)
