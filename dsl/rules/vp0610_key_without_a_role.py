"""VP0610: `auth key` has no role to sign for."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0610",
    "authority.key_without_role",
    Severity.ERROR,
    "`auth key` has no role to sign for",
    "Add a role other than `reads` of a constant address: the signature by the key stands at that resource.",
)


def report(bag: DiagnosticBag, span: Span, key: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`key({key})` signs for the first role with an index, and there is none", "signs for what?")
