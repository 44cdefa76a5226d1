"""VP0315: an `else` can never run."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0315",
    "types.needless_else",
    Severity.WARNING,
    "An `else` can never run",
    "Remove the `else`: the ranges prove that the value fits.",
)


def report(bag: DiagnosticBag, span: Span, target: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"the value always fits {target}, so this `else` can never run", "never runs")
