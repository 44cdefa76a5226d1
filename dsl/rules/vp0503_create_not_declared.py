"""VP0503: a resource is created that the header does not announce."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0503",
    "effects.create_not_declared",
    Severity.ERROR,
    "A resource is created that the header does not announce",
    "Declare the role with `creates`, or add `or creates` to it.",
)


def report(bag: DiagnosticBag, span: Span, role: str, header: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{role}` is created here, and the header does not say so",
        "creates a resource",
        secondary=(Label(header, "declared here without `creates`"),),
    )
