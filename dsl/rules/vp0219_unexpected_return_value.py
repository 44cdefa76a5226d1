"""VP0219: a `return` does not fit the result of its function."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0219",
    "functions.unexpected_return_value",
    Severity.ERROR,
    "A `return` does not fit the result of its function",
    "Return a value exactly where the function says what it gives back.",
)


def report(bag: DiagnosticBag, span: Span, name: str, result: str | None) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{name}` gives back {result if result is not None else 'nothing'}",
        "this `return` does not",
    )
