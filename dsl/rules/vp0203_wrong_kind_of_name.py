"""VP0203: a name stands for something else than this place needs."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0203",
    "names.wrong_kind",
    Severity.ERROR,
    "A name stands for something else than this place needs",
    "Use a name of the kind that this place needs.",
)


def report(bag: DiagnosticBag, span: Span, name: str, found: str, needed: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{name}` is {found}, and {needed} is needed here", f"{found}")
