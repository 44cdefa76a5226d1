"""VP0712: the sender chooses which covenant a deposit must pay."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0712",
    "trust.covenant",
    Severity.ERROR,
    "The sender chooses which covenant a deposit must pay",
    (
        "Take the covenant from a constant or from a resource with a constant address: a deposit to any "
        "other covenant is no value of this program."
    ),
)


def report(bag: DiagnosticBag, span: Span, source: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE, span, f"this covenant comes from {source}, so a sender can deposit to one of their own", "not fixed"
    )
