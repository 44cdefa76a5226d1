"""VP0512: a role is declared and never used."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0512",
    "effects.unused_role",
    Severity.WARNING,
    "A role is declared and never used",
    "Remove the role: every role costs a place in the access list, and whoever writes the resource waits.",
)


def report(bag: DiagnosticBag, span: Span, role: str, fix: Fix | None = None) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{role}` is never used", "never read, written or named", fix=fix)
