"""VP0220: a module cannot be read."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0220",
    "modules.not_found",
    Severity.ERROR,
    "A module cannot be read",
    "`use std::name` takes a standard module, `use name` the file `name.vprog` beside this one.",
)


def report(bag: DiagnosticBag, span: Span, name: str, why: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"the module `{name}` cannot be read: {why}",
        "no such module",
    )
