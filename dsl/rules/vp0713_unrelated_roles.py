"""VP0713: roles are used together that may have nothing to do with each other."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.program.declarations import Role

RULE = Rule(
    "VP0713",
    "trust.unrelated_roles",
    Severity.ERROR,
    "Roles are used together that may have nothing to do with each other",
    "Say in a `where` what ties them to each other, such as `where holding.mint == mint.id`.",
)


def report(bag: DiagnosticBag, role: Role, other: Role, what: str, tie: str) -> None:
    """Reports it at the role: nothing says `what`; `tie` is the condition that would."""
    bag.report(
        RULE,
        role.span,
        f"nothing says that {what}",
        "could be of another one",
        secondary=(Label(other.span, "used together with this role"),),
        notes=(f"`where {tie}` would say so",),
    )
