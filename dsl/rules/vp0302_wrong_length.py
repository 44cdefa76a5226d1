"""VP0302: a byte literal has the wrong length."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0302",
    "types.wrong_length",
    Severity.ERROR,
    "A byte literal has the wrong length",
    "Write exactly as many bytes as the type holds: two hex digits are one byte.",
)


def report(bag: DiagnosticBag, span: Span, needed: str, size: int, found: int, of: str = "bytes") -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"{needed} holds {size} {of}, and this literal has {found}", f"{found} {of}")
