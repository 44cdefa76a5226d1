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
    """Reports it at `span`; of a resource of the program and one of a module, at the program's."""
    if span.path != bag.home == first.path:
        message = f'label "{label}" is the address of a module\'s resource'
        return bag.report(
            RULE, first, message, "the same address", secondary=(Label(span, "the module says it already"),)
        )
    return bag.report(
        RULE,
        span,
        f'label "{label}" is already the address of `{other}`',
        "the same address",
        secondary=(Label(first, "used first here"),),
    )
