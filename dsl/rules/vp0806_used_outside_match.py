"""VP0806: a resource that may be new is used without asking whether it is."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0806",
    "lifecycle.used_outside_match",
    Severity.ERROR,
    "A resource that may be new is used without asking whether it is",
    "Use the role inside `match role { new => ..., live => ... }`; outside of it only its `id` is known.",
)


def report(bag: DiagnosticBag, span: Span, role: str, what: str, header: Span, fix: Fix | None = None) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{role}` is {what} here, and it may be new",
        f"only inside `match {role}`",
        secondary=(Label(header, "`or creates`: it may not exist yet"),),
        fix=fix,
    )
