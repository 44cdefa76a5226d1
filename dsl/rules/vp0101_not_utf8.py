"""VP0101: the file is not text."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0101",
    "syntax.not_utf8",
    Severity.ERROR,
    "The file is not UTF-8 text",
    "Save the file as UTF-8.",
)


def report(bag: DiagnosticBag, span: Span, byte: int, offset: int) -> None:
    """Reports the first byte that is no UTF-8; `span` is where the readable text before it ends."""
    bag.report(RULE, span, f"byte {offset} of the file, 0x{byte:02x}, is not UTF-8 text", "not text from here on")
