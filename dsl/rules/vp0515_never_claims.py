"""VP0515: a header announces a claim that never happens."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0515",
    "effects.never_claims",
    Severity.WARNING,
    "A header announces a claim that never happens",
    "Remove the clause, or claim the value.",
)


def report(bag: DiagnosticBag, span: Span, instruction: str, unit: str, fix: Fix | None) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{instruction}` says `claims {unit}` and claims none", "no claim follows", fix=fix)
