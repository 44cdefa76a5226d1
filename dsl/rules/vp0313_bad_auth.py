"""VP0313: an `auth` clause names something that cannot sign."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0313",
    "types.bad_auth",
    Severity.ERROR,
    "An `auth` clause names something that cannot sign",
    "Name the lock of a role (`auth user.lock`) or a constant key (`auth key(GENESIS)`).",
)


def report(bag: DiagnosticBag, span: Span, reason: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, reason, "cannot sign")
