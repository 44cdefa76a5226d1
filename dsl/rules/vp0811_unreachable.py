"""VP0811: a statement can never run."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0811",
    "lifecycle.unreachable",
    Severity.ERROR,
    "A statement can never run",
    "Remove it, or move it before the `return`.",
)


def report(bag: DiagnosticBag, span: Span) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, "every path has returned before this", "never runs")
