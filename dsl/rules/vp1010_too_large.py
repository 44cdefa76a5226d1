"""VP1010: a value or a resource is too large."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1010",
    "kinds.too_large",
    Severity.ERROR,
    "A value or a resource is too large",
    "Lower the bounds of its parts, or spread it over several resources.",
)


def report(bag: DiagnosticBag, span: Span, what: str, found: int, most: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"{what} can take {found:,} bytes, and the most is {most:,}", f"up to {found:,} bytes")
