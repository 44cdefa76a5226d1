"""VP0914: a result that is value is not used."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0914",
    "linearity.result_dropped",
    Severity.ERROR,
    "A result that is value is not used",
    "Give it a name with `let`, and use it.",
)


def report(bag: DiagnosticBag, span: Span, name: str, what: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{name}` gives back {what}, which is lost here",
        "value is lost",
    )
