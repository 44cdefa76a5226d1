"""VP0408: a step that can fail does not say with which error."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0408",
    "arithmetic.needs_else",
    Severity.ERROR,
    "A step that can fail does not say with which error",
    "Write `else SomeError` behind it.",
)


def report(bag: DiagnosticBag, span: Span, what: str, remedy: str = "") -> None:
    """Reports it at `span`; `remedy` where no `else` can stand."""
    bag.report(RULE, span, f"{what} can fail, and no error is named", remedy or "add `else SomeError`")
