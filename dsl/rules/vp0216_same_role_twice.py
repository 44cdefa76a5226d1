"""VP0216: a function gets one role for two parameters."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0216",
    "functions.same_role_twice",
    Severity.ERROR,
    "A function gets one role for two parameters",
    "A function takes its roles for different resources: call it with two roles, or write another function for one.",
)


def report(bag: DiagnosticBag, span: Span, name: str, role: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{name}` gets the role `{role}` twice",
        "given before",
    )
