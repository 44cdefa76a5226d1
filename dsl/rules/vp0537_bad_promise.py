"""VP0537: a promise has no value in some state."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0537",
    "promises.no_value",
    Severity.ERROR,
    "A promise has no value in some state",
    (
        "`ensures` and `invariant` are conditions over fields, parameters and `old(...)`: without checks that "
        "can fail, and with numbers alone of what may not exist."
    ),
)


def report(bag: DiagnosticBag, span: Span, reason: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, reason, "not in a promise")
