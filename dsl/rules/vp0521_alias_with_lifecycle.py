"""VP0521: a role that is created or deleted may alias another."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0521",
    "effects.alias_with_lifecycle",
    Severity.ERROR,
    "A role that is created or deleted may alias another",
    "Remove the role from `may_alias`: what is created or deleted here must be a resource of its own.",
)


def report(bag: DiagnosticBag, span: Span, role: str, what: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{role}` is {what} here, so it must not alias another role", "must stand alone")
