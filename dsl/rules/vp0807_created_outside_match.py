"""VP0807: a resource that may exist is created without asking whether it does."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0807",
    "lifecycle.created_outside_match",
    Severity.ERROR,
    "A resource that may exist is created without asking whether it does",
    "Create it in the `new` arm of `match role { new => ..., live => ... }`.",
)


def report(bag: DiagnosticBag, span: Span, role: str, header: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{role}` is created here, and it may exist already",
        f"only in `match {role} {{ new => ... }}`",
        secondary=(Label(header, "`or creates`: it may exist"),),
    )
