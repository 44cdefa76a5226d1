"""VP0611: whoever comes first creates a resource with a constant address."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0611",
    "authority.open_creation",
    Severity.WARNING,
    "Whoever comes first creates a resource with a constant address",
    'Add `auth key(...)` with a constant key, or say `permissionless("reason")` when anyone may be first.',
)


def report(bag: DiagnosticBag, span: Span, role: str, label: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f'anyone can create `{role}` at label "{label}" first, and choose all of its fields',
        "created by whoever comes first",
    )
