"""VP0208: a declaration takes a name that the language uses itself."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0208",
    "names.reserved",
    Severity.ERROR,
    "A declaration takes a name that the language uses itself",
    "Choose another name.",
)


def report(bag: DiagnosticBag, span: Span, name: str, meaning: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{name}` is {meaning} already", "cannot be declared again")
