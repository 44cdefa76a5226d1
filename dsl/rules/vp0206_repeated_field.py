"""VP0206: a value gives one field twice."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0206",
    "names.repeated_field",
    Severity.ERROR,
    "A value gives one field twice",
    "Keep one of the two.",
)


def report(bag: DiagnosticBag, span: Span, name: str, first: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE, span, f"`{name}` is given twice", "given again here", secondary=(Label(first, "first given here"),)
    )
