"""VP0709: a role's address reads a role that is not checked yet."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0709",
    "addresses.later_role",
    Severity.ERROR,
    "A role's address reads a role that is not checked yet",
    "Put the role that is read before the one whose address needs it.",
)


def report(bag: DiagnosticBag, span: Span, role: str, needed: str, header: Span) -> None:
    """Reports it at `span`."""
    reason = "itself" if role == needed else f"`{needed}`, which is declared after it"
    bag.report(
        RULE,
        span,
        f"the address of `{role}` depends on {reason}",
        "not checked yet",
        secondary=(Label(header, "declared here"),),
    )
