"""VP1105: a test lock cannot exist."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1105",
    "tests.bad_lock",
    Severity.ERROR,
    "A test lock cannot exist",
    "A multisig lock needs 1 to 16 different keys and a threshold between 1 and their number.",
)


def report(bag: DiagnosticBag, span: Span, reason: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, reason, "no such lock")
