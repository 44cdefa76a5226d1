"""VP0532: a header announces a random number that is never drawn."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0532",
    "effects.never_random",
    Severity.WARNING,
    "A header announces a random number that is never drawn",
    "Remove the clause, or draw with `random(nonce)`.",
)


def report(bag: DiagnosticBag, span: Span, instruction: str, fix: Fix | None) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{instruction}` says `random` and draws nothing", "nothing is drawn", fix=fix)
