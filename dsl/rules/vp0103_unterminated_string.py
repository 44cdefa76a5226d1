"""VP0103: a string has no end."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0103",
    "syntax.unterminated_string",
    Severity.ERROR,
    "A string is not closed on its line",
    'End the string with `"` before the line ends; a line break inside is written `\\n`.',
)


def report(bag: DiagnosticBag, span: Span) -> None:
    """Reports a string from its opening quote to the end of the line."""
    bag.report(RULE, span, "this string is not closed before the line ends", 'the closing `"` is missing')


def without_beginning(bag: DiagnosticBag, span: Span) -> None:
    """Reports a quote that seems to end a string."""
    bag.report(RULE, span, "the string that ends here begins nowhere on its line", 'the opening `"` is missing')
