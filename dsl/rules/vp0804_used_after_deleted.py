"""VP0804: a resource is used after it was deleted."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0804",
    "lifecycle.used_after_deleted",
    Severity.ERROR,
    "A resource is used after it was deleted",
    "Use the resource before it is deleted: what is deleted never comes back.",
)


def report(bag: DiagnosticBag, span: Span, role: str, what: str, deleted: Span | None) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{role}` is {what} here, after it was deleted",
        "deleted",
        secondary=(Label(deleted, "deleted here"),) if deleted else (),
    )


def next_turn(bag: DiagnosticBag, deleted: Span, role: str, what: str, used: Span) -> None:
    """Reports a deletion in a loop, at `deleted`: the next turn uses the role, at `used`."""
    bag.report(
        RULE,
        deleted,
        f"`{role}` is deleted here, and {what} in the next turn of the loop",
        "deleted in every turn",
        secondary=(Label(used, f"{what} here in the next turn"),) if used != deleted else (),
    )
