"""VP0204: a field does not exist."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0204",
    "names.unknown_field",
    Severity.ERROR,
    "A field does not exist",
    "Use a field that the declaration has, or add the field to the declaration.",
)


def report(bag: DiagnosticBag, span: Span, owner: str, name: str, like: str | None = None) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{owner}` has no field `{name}`",
        f"did you mean `{like}`?" if like else "no such field",
        fix=Fix(span, like, f"write `{like}`") if like else None,
    )
