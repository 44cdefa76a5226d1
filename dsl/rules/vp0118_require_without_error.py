"""VP0118: a `require` does not say which error it gives."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0118",
    "syntax.require_without_error",
    Severity.ERROR,
    "A `require` does not name its error",
    "Write `require condition else SomeError`.",
)


def report(bag: DiagnosticBag, span: Span) -> None:
    """Reports the word `require`."""
    bag.report(RULE, span, "this `require` does not say which error it gives", "`else` and an error are missing")
