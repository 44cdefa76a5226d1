"""VP1113: a run names one resource for a role list, or several for one role."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1113",
    "tests.role_list",
    Severity.ERROR,
    "A run names one resource for a role list, or several for one role",
    "Write `voters: [alice, bob]` for a role list, and `voter: alice` for a role.",
)


def report(bag: DiagnosticBag, span: Span, role: str, *, is_list: bool) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{role}` is {'a role list' if is_list else 'one role'}", "one" if is_list else "a list")
