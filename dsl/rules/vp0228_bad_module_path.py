"""VP0228: a module path is written in no known way."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0228",
    "modules.bad_path",
    Severity.ERROR,
    "A module path is written in no known way",
    "Write `use std::name` or `use name`; names of modules are lower case.",
)


def report(bag: DiagnosticBag, span: Span, path: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{path}` is no path of a module",
        "not a module",
    )
