"""VP0108: a byte string holds a character that is not one byte."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0108",
    "syntax.byte_string_not_ascii",
    Severity.ERROR,
    "A byte string holds a character that is not one byte",
    "Write ASCII characters, and any other byte as \\xHH.",
)


def report(bag: DiagnosticBag, span: Span) -> None:
    """Reports one byte string."""
    bag.report(RULE, span, "this byte string holds a character that is not ASCII", "not one byte a character")
