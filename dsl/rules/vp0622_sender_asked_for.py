"""VP0622: a program asks who sent the transaction."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0622",
    "replay.sender_asked_for",
    Severity.ERROR,
    "A program asks who sent the transaction",
    (
        "A transaction has no sender, only locks that agreed to it: name the one that has to with `auth role.lock` "
        "in the header."
    ),
)


def report(bag: DiagnosticBag, span: Span, name: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{name}` does not exist: a transaction has no sender", "use `auth`")
