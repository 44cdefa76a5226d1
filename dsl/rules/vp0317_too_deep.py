"""VP0317: an expression, type or block is nested too deeply."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0317",
    "types.too_deep",
    Severity.ERROR,
    "An expression, type or block is nested too deeply",
    "Give parts of it a name with `let`, or flatten the blocks.",
)


def report(bag: DiagnosticBag, span: Span, what: str, limit: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"{what} is nested more than {limit} deep", "too deep")
