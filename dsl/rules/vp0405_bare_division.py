"""VP0405: `/` does not say how it rounds."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0405",
    "arithmetic.bare_division",
    Severity.ERROR,
    "A division does not say how it rounds",
    "Write `div_floor(a, b)`, `div_ceil(a, b)` or `mul_div(a, b, c, floor)`.",
)


def report(bag: DiagnosticBag, span: Span, what: str = "/", *, size: bool = False) -> None:
    """Reports it at `span`; `what` is the operator or function that was written. `size`: as the size of a type, which
    is a number or a constant."""
    notes = ("a size is a number or a constant: `const SIZE: u64 = div_floor(a, b)`",) if size else ()
    bag.report(
        RULE, span, f"`{what}` does not say how it rounds", "write `div_floor(a, b)` or `div_ceil(a, b)`", notes=notes
    )
