"""VP1114: a run names more members than a role list can have."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1114",
    "tests.too_many_members",
    Severity.ERROR,
    "A run names more members than a role list can have",
    "Leave some out, or say that the run fails: `fails MalformedInstruction`.",
)


def report(bag: DiagnosticBag, span: Span, role: str, most: int, found: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{role}` has at most {most} members, here are {found}", f"at most {most}")
