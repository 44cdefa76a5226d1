"""VP0217: a statement reads what a call in it changes."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0217",
    "functions.read_beside_call",
    Severity.ERROR,
    "A statement reads what a call in it changes",
    "Call the function in a statement of its own, before or after the read.",
)


def report(bag: DiagnosticBag, span: Span, role: str, call: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{role}` is read in the same statement as a call that changes it",
        "before or after the call?",
        secondary=(Label(call, "changes it"),),
    )
