"""VP0227: a linear struct of a module is made or taken apart by other code."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0227",
    "modules.foreign_linear_struct",
    Severity.ERROR,
    "A linear struct of a module is made or taken apart by other code",
    "Call a `pub fn` of the module that does it.",
)


def report(bag: DiagnosticBag, span: Span, struct: str, module: str, what: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{struct}` belongs to the module `{module}`, which alone may have it {what}",
        f"{what} here",
    )
