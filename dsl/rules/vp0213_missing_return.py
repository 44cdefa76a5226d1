"""VP0213: a function with a result does not give it on every path."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0213",
    "functions.missing_return",
    Severity.ERROR,
    "A function with a result does not give it on every path",
    "End every path with `return value`.",
)


def report(bag: DiagnosticBag, span: Span, name: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"not every path of `{name}` ends in `return` with its result",
        "some path ends without a result",
    )
