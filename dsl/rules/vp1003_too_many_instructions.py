"""VP1003: a program has more instructions than a tag byte can number."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1003",
    "kinds.too_many_instructions",
    Severity.ERROR,
    "A program has more instructions than a tag byte can number",
    "Declare at most 255 instructions, `migrate` items among them.",
)


def report(bag: DiagnosticBag, span: Span, count: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"this is instruction number {count}, and 255 is the most", "one too many")
