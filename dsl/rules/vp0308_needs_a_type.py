"""VP0308: the type of a value is not known here."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0308",
    "types.needs_a_type",
    Severity.ERROR,
    "The type of a value is not known here",
    "Write the type: `let name: Type = ...`.",
)


def report(bag: DiagnosticBag, span: Span, what: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"{what} needs a declared type here", "of which type?")
