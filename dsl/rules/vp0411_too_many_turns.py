"""VP0411: loops in loops turn too often in all."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0411",
    "arithmetic.too_many_turns",
    Severity.ERROR,
    "Loops in loops turn too often in all",
    "The innermost body may run at most 65536 times: use smaller bounds, or spread the work over several transactions.",
)


def report(bag: DiagnosticBag, span: Span, turns: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"the body of this loop would run {turns} times", "innermost bounds")
