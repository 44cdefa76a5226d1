"""VP0318: a threshold cannot be met or means nothing."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0318",
    "types.bad_threshold",
    Severity.ERROR,
    "A threshold cannot be met or means nothing",
    "`k of` needs at least 1 and at most as many as are listed.",
)


def report(bag: DiagnosticBag, span: Span, threshold: int, count: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"{threshold} of {count} cannot be required", f"1 to {count}")
