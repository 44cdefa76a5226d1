"""VP0809: a match on a role that is never both new and live."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0809",
    "lifecycle.match_needs_or_creates",
    Severity.ERROR,
    "A match on a role that is never both new and live",
    "Add `or creates` to the role, or write the one arm that applies as plain statements.",
)


def report(bag: DiagnosticBag, span: Span, role: str, header: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{role}` has no `or creates`, so there is nothing to match",
        "always the same arm",
        secondary=(Label(header, "declared here"),),
    )
