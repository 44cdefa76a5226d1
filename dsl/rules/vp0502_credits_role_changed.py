"""VP0502: a role that is only credited is changed in another way."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0502",
    "effects.credits_role_changed",
    Severity.ERROR,
    "A role that is only credited is changed in another way",
    "Declare the role with `writes` and its authority: `credits` only lets value be put in.",
)


def report(bag: DiagnosticBag, span: Span, role: str, what: str, header: Span, fix: Fix | None) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{role}` is {what} here, and `credits` only lets value be put into it",
        f"needs `writes {role}`",
        secondary=(Label(header, "declared here"),),
        fix=fix,
    )
