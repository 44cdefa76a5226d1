"""VP0534: a role list is not written as one, or cannot be one."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0534",
    "roles.bad_list",
    Severity.ERROR,
    "A role list is not written as one, or cannot be one",
    (
        "A role list is `list<R, max N>` behind `reads`, `credits`, `writes` or `deletes`, without an "
        "address: the sender names its members."
    ),
)


def report(bag: DiagnosticBag, span: Span, reason: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, reason, "not as a role")
