"""VP0117: a file does not begin with `program` or `module`."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0117",
    "syntax.no_program",
    Severity.ERROR,
    "The file does not begin with `program` or `module` and a name",
    "Begin the file with a line such as `program ledger`.",
)


def report(bag: DiagnosticBag, span: Span, found: str) -> None:
    """Reports what stands first instead."""
    message = f"a file begins with `program` or `module` and a name, this one with {found}"
    bag.report(RULE, span, message, "expected `program`")
