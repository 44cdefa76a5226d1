"""VP0202: a name is declared twice."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0202",
    "names.duplicate",
    Severity.ERROR,
    "A name is declared twice",
    "Give one of the two another name: a name stands for one thing wherever it can be seen.",
)


def report(bag: DiagnosticBag, span: Span, name: str, first: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{name}` is declared twice",
        "declared again here",
        secondary=(Label(first, "first declared here"),),
    )
