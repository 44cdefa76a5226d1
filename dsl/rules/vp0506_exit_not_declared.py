"""VP0506: value is paid out to L1 that the header does not announce."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0506",
    "effects.exit_not_declared",
    Severity.ERROR,
    "Value is paid out to L1 that the header does not announce",
    "Add an `exits` clause with the unit to the header.",
)


def report(bag: DiagnosticBag, span: Span, instruction: str, unit: str, fix: Fix | None = None) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{instruction}` pays value out to L1 without `exits {unit}` in its header",
        f"needs `exits {unit}`",
        fix=fix,
    )
