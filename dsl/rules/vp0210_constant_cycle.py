"""VP0210: a constant is defined by itself."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0210",
    "names.constant_cycle",
    Severity.ERROR,
    "A constant is defined by itself",
    "Give one of the constants a value of its own.",
)


def report(bag: DiagnosticBag, span: Span, name: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"the value of `{name}` depends on `{name}`", "a circle")
