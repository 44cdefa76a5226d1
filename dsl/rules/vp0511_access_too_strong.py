"""VP0511: a header asks for more access to a role than its body uses."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0511",
    "effects.access_too_strong",
    Severity.WARNING,
    "A header asks for more access to a role than its body uses",
    "Declare the weaker access: instructions that write one resource cannot run side by side.",
)


def report(bag: DiagnosticBag, span: Span, role: str, declared: str, enough: str, fix: Fix | None) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{enough} {role}` is enough: nothing here needs `{declared}`",
        f"`{declared}` makes other instructions wait for this one",
        fix=fix,
    )
