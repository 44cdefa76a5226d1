"""VP0505: value is claimed from L1 that the header does not announce."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0505",
    "effects.claim_not_declared",
    Severity.ERROR,
    "Value is claimed from L1 that the header does not announce",
    "Add a `claims` clause with the unit to the header.",
)


def report(bag: DiagnosticBag, span: Span, instruction: str, unit: str | None, fix: Fix | None = None) -> None:
    """Reports it at `span`."""
    clause = f"claims {unit}" if unit else "claims"
    bag.report(
        RULE,
        span,
        f"`{instruction}` takes value in from L1 without `{clause}` in its header",
        f"needs `{clause}`",
        fix=fix,
    )
