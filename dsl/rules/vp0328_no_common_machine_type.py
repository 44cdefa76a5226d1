"""VP0328: wrapping or saturating needs one machine type."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0328",
    "types.no_common_machine_type",
    Severity.ERROR,
    "Wrapping or saturating needs one machine type",
    "Give both operands the same declared integer type, with a typed `let` where needed.",
)


def report(bag: DiagnosticBag, span: Span, name: str, left: str, right: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE, span, f"`{name}` works in one declared integer type, and these are {left} and {right}", "which width?"
    )
