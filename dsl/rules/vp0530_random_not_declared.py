"""VP0530: a random number is drawn that the header does not announce."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0530",
    "effects.random_not_declared",
    Severity.ERROR,
    "A random number is drawn that the header does not announce",
    "Add a `random` clause to the header.",
)


def report(bag: DiagnosticBag, span: Span, instruction: str, fix: Fix | None) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{instruction}` draws at random without `random` in its header", "needs `random`", fix=fix)
