"""VP0401: an exact result may need more than 256 bits."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0401",
    "arithmetic.too_wide",
    Severity.ERROR,
    "An exact result may need more than 256 bits",
    "Bound a part of it first: give it a declared type with `let part: u64 = ... else Error`.",
)


def report(bag: DiagnosticBag, span: Span, bits: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"the exact result may need {bits} bits, and 256 is the limit", f"up to {bits} bits")
