"""VP0531: the time is asked for, and the header does not say so."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0531",
    "effects.after_not_declared",
    Severity.ERROR,
    "The time is asked for, and the header does not say so",
    "Add an `after` clause to the header: the sender must give the L1 transaction a lock time.",
)


def report(bag: DiagnosticBag, span: Span, instruction: str, fix: Fix | None) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{instruction}` asks `after(...)` without `after` in its header", "needs `after`", fix=fix)
