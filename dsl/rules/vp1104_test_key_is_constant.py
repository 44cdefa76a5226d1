"""VP1104: a test signs with a constant, whose secret it does not know."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1104",
    "tests.key_is_constant",
    Severity.ERROR,
    "A test signs with a constant, whose secret it does not know",
    "Use a test key: an UPPER_SNAKE name that is no constant.",
)


def report(bag: DiagnosticBag, span: Span, name: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{name}` is a constant, so the test has no secret for it", "no secret known")
