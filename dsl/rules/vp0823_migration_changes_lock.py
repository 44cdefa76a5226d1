"""VP0823: a migration would change who owns a resource."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0823",
    "migrate.lock_changed",
    Severity.ERROR,
    "A migration would change who owns a resource",
    "Copy the lock, `lock: old.lock`; an instruction of its own can change it later.",
)


def report(bag: DiagnosticBag, span: Span, new: str, old: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{new}` would not have the lock of `{old}`",
        "another owner, or none",
    )
