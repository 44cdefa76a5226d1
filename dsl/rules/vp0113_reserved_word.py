"""VP0113: a word of the language stands where a name is needed."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0113",
    "syntax.reserved_word",
    Severity.ERROR,
    "A word of the language is used as a name",
    "Choose another name.",
)


def report(bag: DiagnosticBag, span: Span, word: str) -> None:
    """Reports one word, once: where it is declared, and not again where it is used."""
    message = f"`{word}` is a word of the language and cannot be a name"
    if all(finding.message != message for finding in bag.items):
        bag.report(RULE, span, message, "a name is needed here")
