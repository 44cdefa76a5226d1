"""VP0703: two resources have the same label."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0703",
    "addresses.label_used_twice",
    Severity.ERROR,
    "Two resources have the same label",
    "Give each resource a label of its own: the label alone makes the address.",
)


def report(bag: DiagnosticBag, span: Span, label: str, other: str, first: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f'label "{label}" is already the address of `{other}`',
        "the same address",
        secondary=(Label(first, "used first here"),),
    )
