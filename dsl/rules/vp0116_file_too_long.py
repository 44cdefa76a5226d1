"""VP0116: a file is too long to be a program."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0116",
    "syntax.file_too_long",
    Severity.ERROR,
    "The file is too long to be a program",
    "Split the program.",
)


def report(bag: DiagnosticBag, span: Span, length: int, limit: int) -> None:
    """Reports a file of `length` characters."""
    bag.report(RULE, span, f"the file has {length} characters, more than {limit}", "nothing of it was read")
