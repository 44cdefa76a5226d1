"""VP0324: an option of an option."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0324",
    "types.nested_option",
    Severity.ERROR,
    "An option of an option",
    "Use one `?`, or an enum with a variant for each case.",
)


def report(bag: DiagnosticBag, span: Span, inner: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{inner}` is an option already: `none` would mean two things", "twice optional")
