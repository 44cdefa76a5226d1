"""VP0403: a value can never fit the type it is stored in."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0403",
    "arithmetic.never_fits",
    Severity.ERROR,
    "A value can never fit the type it is stored in",
    "Use a wider type, or a value within its range.",
)


def report(bag: DiagnosticBag, span: Span, low: int, high: int, target: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE, span, f"{low if low == high else f'a value in {low}..={high}'} does not fit {target}", "never fits"
    )
