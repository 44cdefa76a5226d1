"""VP0802: a resource is created that exists already."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0802",
    "lifecycle.created_twice",
    Severity.ERROR,
    "A resource is created that exists already",
    "Create a resource once on each path.",
)


def report(bag: DiagnosticBag, span: Span, role: str, first: Span | None) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{role}` exists already when it is created here",
        "created again",
        secondary=(Label(first, "created first here"),) if first else (),
    )
