"""VP0221: a name of a module is not for others."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0221",
    "modules.private",
    Severity.ERROR,
    "A name of a module is not for others",
    "Use what the module offers: its types, resources, errors, events, constants and `pub fn`s.",
)


def report(bag: DiagnosticBag, span: Span, module: str, name: str, what: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{module}::{name}` {what}",
        "not usable here",
    )
