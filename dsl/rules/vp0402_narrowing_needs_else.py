"""VP0402: a value is narrowed to a smaller type without saying what happens when it does not fit."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0402",
    "arithmetic.narrowing_needs_else",
    Severity.ERROR,
    "A value is narrowed to a smaller type without saying what happens when it does not fit",
    "Write `else SomeError` after the value, or store it in a wider type.",
)


def report(bag: DiagnosticBag, span: Span, found: int, target: str, *, negative: bool = False) -> None:
    """Reports it at `span`; `negative`: it may be below zero."""
    value = "a signed value" if negative else "a value"
    bag.report(RULE, span, f"{value} of {found} bits is stored in {target}, where it may not fit", "may not fit")
