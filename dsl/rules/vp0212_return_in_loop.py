"""VP0212: a function returns from inside a loop."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0212",
    "functions.return_in_loop",
    Severity.ERROR,
    "A function returns from inside a loop",
    "Keep what you found in a `var`, and return it behind the loop.",
)


def report(bag: DiagnosticBag, span: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        "a function returns only outside of loops",
        "returns from a loop",
    )
