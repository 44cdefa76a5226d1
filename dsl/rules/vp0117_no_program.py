"""VP0117: a file does not begin with `program`."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0117",
    "syntax.no_program",
    Severity.ERROR,
    "The file does not begin with `program` and a name",
    "Begin the file with a line such as `program ledger`.",
)


def report(bag: DiagnosticBag, span: Span, found: str) -> None:
    """Reports what stands first instead."""
    bag.report(RULE, span, f"a file begins with `program` and a name, this one with {found}", "expected `program`")
