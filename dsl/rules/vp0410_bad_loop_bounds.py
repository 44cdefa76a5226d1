"""VP0410: the bounds of a loop are empty or too far apart."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0410",
    "arithmetic.bad_loop_bounds",
    Severity.ERROR,
    "The bounds of a loop are empty or too far apart",
    "Use constant bounds `low..high` with low below high, at most 65536 steps.",
)


def report(bag: DiagnosticBag, span: Span, low: int, high: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{low}..{high}` is no range to loop over", "bounds")
