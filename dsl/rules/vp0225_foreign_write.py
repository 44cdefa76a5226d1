"""VP0225: a resource of a module is changed by other code."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0225",
    "modules.foreign_write",
    Severity.ERROR,
    "A resource of a module is changed by other code",
    "Call a `pub fn` of the module that does it.",
)


def report(bag: DiagnosticBag, span: Span, resource: str, module: str, what: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{resource}` belongs to the module `{module}`, which alone may have it {what}",
        f"{what} here",
    )
