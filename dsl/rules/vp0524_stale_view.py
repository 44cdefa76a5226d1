"""VP0524: a value read before a call is stored back after the call changed its source."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0524",
    "effects.stale_view",
    Severity.ERROR,
    "A value read before a call is stored back after the call changed its source",
    "Read the field again after the call.",
)


def report(bag: DiagnosticBag, span: Span, role: str, field: str, read: Span, call: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"this value of `{role}.{field}` depends on what `{role}` held before a call that changed it",
        "stored back",
        secondary=(Label(read, "read here"), Label(call, "changed by this call")),
    )
