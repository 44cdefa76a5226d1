"""VP0215: a function is called where it may or may not run."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0215",
    "functions.misplaced_call",
    Severity.ERROR,
    "A function is called where it may or may not run",
    "Call it before, and give the result a name with `let`.",
)


def report(bag: DiagnosticBag, span: Span, name: str, where: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{name}` cannot be called {where}",
        "this call has no place of its own",
    )
