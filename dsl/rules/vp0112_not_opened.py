"""VP0112: a bracket is closed that was never opened."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0112",
    "syntax.not_opened",
    Severity.ERROR,
    "A bracket is closed that was never opened",
    "Remove the bracket, or open it where it belongs.",
)


def report(bag: DiagnosticBag, span: Span, closing: str) -> None:
    """Reports one closing bracket."""
    fix = Fix(span, "", f"remove the `{closing}`")
    bag.report(RULE, span, f"`{closing}` closes nothing", "nothing is open here", fix=fix)
