"""VP1001: a resource has two locks."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1001",
    "kinds.two_locks",
    Severity.ERROR,
    "A resource has two locks",
    "Keep one field of type Lock: it is the resource's owner. Of another lock, keep its `LockId`.",
)


def report(bag: DiagnosticBag, span: Span, resource: str, first: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{resource}` has a lock already",
        "a second lock",
        secondary=(Label(first, "the first lock"),),
    )
