"""VP0604: a lock is replaced without the lock it replaces."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0604",
    "authority.lock_change",
    Severity.ERROR,
    "A lock is replaced without the lock it replaces",
    (
        "Require the resource's own lock in `auth`, in every alternative of it: no other authority may "
        "change who owns it."
    ),
)


def report(bag: DiagnosticBag, span: Span, role: str, field: str, header: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{role}.{field}` is replaced, and the header does not always require `auth {role}.{field}`",
        "changes who owns it",
        secondary=(Label(header, "this role"),),
    )
