"""VP0513: a role may be created by the header and never is."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0513",
    "effects.never_creates",
    Severity.WARNING,
    "A role may be created by the header and never is",
    "Remove `or creates`, or create the resource where it is new.",
)


def report(bag: DiagnosticBag, span: Span, role: str, fix: Fix | None) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{role}` says `or creates` and is never created", "never created", fix=fix)
