"""VP0514: a role may be deleted by the header and never is."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0514",
    "effects.never_deletes",
    Severity.WARNING,
    "A role may be deleted by the header and never is",
    "Declare what the body does, or delete the resource.",
)


def report(bag: DiagnosticBag, span: Span, role: str, enough: str, fix: Fix | None) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{role}` is never deleted: `{enough} {role}` is enough", "never deleted", fix=fix)
