"""VP0104: an unknown escape in a string."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0104",
    "syntax.bad_escape",
    Severity.ERROR,
    "A string contains an unknown escape",
    'The escapes are \\n \\t \\r \\0 \\\\ \\" everywhere, \\u{...} in strings and \\xHH in byte strings.',
)


def report(bag: DiagnosticBag, span: Span, text: str, *, in_bytes: bool) -> None:
    """Reports one escape, backslash included."""
    where = "a byte string" if in_bytes else "a string"
    bag.report(RULE, span, f"`{text}` is no escape of {where}", "unknown escape")
