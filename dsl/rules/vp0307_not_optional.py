"""VP0307: `else` follows a value that cannot be absent."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0307",
    "types.not_optional",
    Severity.ERROR,
    "`else` follows a value that cannot be absent",
    "Remove the `else`: only an optional value (`T?`) or a check that can fail needs one.",
)


def report(bag: DiagnosticBag, span: Span, found: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"{found} is always there, so its `else` can never run", "always present")
