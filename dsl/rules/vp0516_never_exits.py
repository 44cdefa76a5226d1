"""VP0516: a header announces an exit that never happens."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0516",
    "effects.never_exits",
    Severity.WARNING,
    "A header announces an exit that never happens",
    "Remove the clause, or pay the value out.",
)


def report(bag: DiagnosticBag, span: Span, instruction: str, unit: str, fix: Fix | None) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{instruction}` says `exits {unit}` and pays none out", "no exit follows", fix=fix)
