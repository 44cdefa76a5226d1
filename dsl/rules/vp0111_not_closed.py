"""VP0111: a bracket is opened and not closed."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0111",
    "syntax.not_closed",
    Severity.ERROR,
    "A bracket is opened and not closed",
    "Write the closing bracket.",
)


def report(bag: DiagnosticBag, span: Span, opening: str, closing: str, opened: Span, found: str) -> None:
    """Reports the place where `closing` was due at the latest."""
    bag.report(
        RULE,
        span,
        f"`{opening}` is not closed before {found}",
        f"`{closing}` is missing before this",
        secondary=(Label(opened, "opened here"),),
    )
