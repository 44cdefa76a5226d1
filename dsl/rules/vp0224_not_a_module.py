"""VP0224: a file that is used is not a module of that name."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0224",
    "modules.not_a_module",
    Severity.ERROR,
    "A file that is used is not a module of that name",
    "Begin the file with `module` and its name, which is that of the file.",
)


def report(bag: DiagnosticBag, span: Span, name: str, found: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{name}` is {found}",
        "not a module of this name",
    )
