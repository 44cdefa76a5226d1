"""VP0522: two roles always name the same resource."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0522",
    "effects.always_aliased",
    Severity.ERROR,
    "Two roles always name the same resource",
    "Keep one of the two roles: the resource has one address.",
)


def report(bag: DiagnosticBag, span: Span, first: str, second: str, resource: str, other: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{first}` and `{second}` are both the one `{resource}`, so the instruction would always fail as Aliased",
        "the same resource again",
        secondary=(Label(other, "already named here"),),
    )
