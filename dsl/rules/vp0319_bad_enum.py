"""VP0319: an enum has no variants, or more than a byte can number."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0319",
    "types.bad_enum",
    Severity.ERROR,
    "An enum has no variants, or more than a byte can number",
    "Give the enum 1 to 256 variants.",
)


def report(bag: DiagnosticBag, span: Span, name: str, count: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"enum `{name}` has {count} variants", "1 to 256")
