"""VP0504: a resource is deleted that the header does not announce."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0504",
    "effects.delete_not_declared",
    Severity.ERROR,
    "A resource is deleted that the header does not announce",
    "Declare the role with `deletes`.",
)


def report(bag: DiagnosticBag, span: Span, role: str, header: Span, fix: Fix | None) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{role}` is deleted here, and the header does not say `deletes {role}`",
        "deletes a resource",
        secondary=(Label(header, "declared here"),),
        fix=fix,
    )
