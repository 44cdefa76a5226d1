"""VP0501: a role that is only read is changed."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0501",
    "effects.write_not_declared",
    Severity.ERROR,
    "A role that is only read is changed",
    "Declare the role with `writes` (or `credits`, when value is only put in), or leave it as it is.",
)


def report(bag: DiagnosticBag, span: Span, role: str, what: str, better: str, header: Span, fix: Fix | None) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{role}` is {what} here, and the header only `reads` it",
        f"needs `{better} {role}`",
        secondary=(Label(header, "declared here"),),
        fix=fix,
    )
