"""VP0325: a collection has no greatest size."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0325",
    "types.no_bound",
    Severity.ERROR,
    "A collection has no greatest size",
    "Say how many it may hold: `list<T, max 16>`.",
)


def report(bag: DiagnosticBag, span: Span, name: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"this `{name}` says no `max`: how many may it hold?", "no `max`")
