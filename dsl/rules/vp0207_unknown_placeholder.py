"""VP0207: a message names a field that its error does not have."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0207",
    "names.unknown_placeholder",
    Severity.ERROR,
    "A message names a field that its error does not have",
    "Name one of the error's fields between the braces, or write {{ and }} for braces.",
)


def report(bag: DiagnosticBag, span: Span, error: str, name: str) -> None:
    """Reports it at `span`."""
    what = f"`{error}` has no field `{name}` to put into its message" if name else "`{}` in a message names no field"
    bag.report(RULE, span, what, "no such field")
