"""VP0226: value of a module's unit is made or burned by other code."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0226",
    "modules.foreign_value",
    Severity.ERROR,
    "Value of a module's unit is made or burned by other code",
    "Call a `pub fn` of the module that does it.",
)


def report(bag: DiagnosticBag, span: Span, unit: str, module: str, what: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{unit}` belongs to the module `{module}`, which alone may have it {what}",
        f"{what} here",
    )
