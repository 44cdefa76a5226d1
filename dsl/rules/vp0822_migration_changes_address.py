"""VP0822: a migration would change the address of a resource."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0822",
    "migrate.address_changed",
    Severity.ERROR,
    "A migration would change the address of a resource",
    "Keep the form of the address, and copy the fields that make it from the old resource.",
)


def report(bag: DiagnosticBag, span: Span, new: str, old: str, why: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{new}` would not stand where `{old}` stood: {why}",
        "another address",
    )
