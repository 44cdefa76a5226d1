"""VP0707: a field that makes the address of a resource is assigned."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0707",
    "addresses.field_assigned",
    Severity.ERROR,
    "A field that makes the address of a resource is assigned",
    "Leave the field as it was created, or take it out of the resource's `at`: an address is for ever.",
)


def report(bag: DiagnosticBag, span: Span, role: str, field: str, declared: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{field}` makes the address of `{role}`, so it can never change",
        "the address would no longer match",
        secondary=(Label(declared, "the address is declared here"),),
    )
