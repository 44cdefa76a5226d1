"""VP0218: a function without a result is used as a value."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0218",
    "functions.no_result",
    Severity.ERROR,
    "A function without a result is used as a value",
    "Call it as a statement, or give the function a result.",
)


def report(bag: DiagnosticBag, span: Span, name: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{name}` gives nothing back",
        "no value",
    )
