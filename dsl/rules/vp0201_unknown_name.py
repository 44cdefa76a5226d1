"""VP0201: a name is not declared."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0201",
    "names.unknown",
    Severity.ERROR,
    "A name is not declared",
    "Declare the name, or correct its spelling.",
)


def report(bag: DiagnosticBag, span: Span, what: str, name: str, like: str | None = None) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"there is no {what} called `{name}`",
        f"did you mean `{like}`?" if like else "not declared",
        fix=Fix(span, like, f"write `{like}`") if like else None,
    )
