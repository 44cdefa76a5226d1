"""VP1106: a test checks nothing."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1106",
    "tests.checks_nothing",
    Severity.WARNING,
    "A test checks nothing",
    "Add a `run` or an `expect`.",
)


def report(bag: DiagnosticBag, span: Span, name: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f'test "{name}" neither runs nor expects anything', "checks nothing")
