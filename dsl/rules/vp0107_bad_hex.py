"""VP0107: a hex literal is not whole bytes."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0107",
    "syntax.bad_hex",
    Severity.ERROR,
    "A hex literal is not a whole number of bytes",
    "A hex literal is raw bytes: write two digits for each. Numbers are written in decimal.",
)


def report(bag: DiagnosticBag, span: Span, digits: int) -> None:
    """Reports a literal with an odd number of digits, or none."""
    found = "has no digits" if digits == 0 else f"has {digits} digits, half a byte too much"
    bag.report(RULE, span, f"this hex literal {found}", "two digits a byte")
