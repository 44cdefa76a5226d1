"""VP0533: a header announces a question about the time that is never asked."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0533",
    "effects.never_after",
    Severity.WARNING,
    "A header announces a question about the time that is never asked",
    "Remove the clause, or give it a score: `after(role.unlocks)`.",
)


def report(bag: DiagnosticBag, span: Span, instruction: str, fix: Fix | None) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{instruction}` says `after` and never asks", "no `after(...)` follows", fix=fix)
