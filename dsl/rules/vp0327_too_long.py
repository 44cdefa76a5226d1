"""VP0327: a literal is longer than its type allows."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0327",
    "types.too_long",
    Severity.ERROR,
    "A literal is longer than its type allows",
    "Shorten it, or raise the bound of the type.",
)


def report(bag: DiagnosticBag, span: Span, what: str, found: int, most: int, target: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"{found} {what}, and {target} holds at most {most}", f"{found} {what}")
