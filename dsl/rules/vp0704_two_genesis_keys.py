"""VP0704: a program uses two constants in `auth key`."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0704",
    "addresses.two_genesis_keys",
    Severity.ERROR,
    "A program uses two constants in `auth key`",
    "Use one constant: a signature of this kind does not say which key made it.",
)


def report(bag: DiagnosticBag, span: Span, key: str, other: str, first: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`key({key})`, and another instruction uses `key({other})`",
        "a second key",
        secondary=(Label(first, "the first key"),),
    )
