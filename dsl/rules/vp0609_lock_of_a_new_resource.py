"""VP0609: `auth` asks for the lock of a resource that does not exist yet."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0609",
    "authority.lock_of_new",
    Severity.ERROR,
    "`auth` asks for the lock of a resource that does not exist yet",
    "Ask for another authority: a resource has a lock only after it was created.",
)


def report(bag: DiagnosticBag, span: Span, role: str, header: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{role}` may not exist yet, so its lock cannot have signed",
        "no lock before it exists",
        secondary=(Label(header, "created by this instruction"),),
    )
