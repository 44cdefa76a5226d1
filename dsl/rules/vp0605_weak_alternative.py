"""VP0605: one way to satisfy `auth` does not cover a role that is changed."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0605",
    "authority.weak_alternative",
    Severity.ERROR,
    "One way to satisfy `auth` does not cover a role that is changed",
    "Make every alternative include an authority over the role, or split the instruction in two.",
)


def report(bag: DiagnosticBag, span: Span, role: str, what: str, alternative: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{role}` is {what} here, and `auth` can be satisfied without any authority over it",
        f"not every way to satisfy `auth` covers `{role}`",
        secondary=(Label(alternative, f"this can be satisfied without `{role}`"),),
    )
