"""VP0209: an enum has no such variant."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0209",
    "names.unknown_variant",
    Severity.ERROR,
    "An enum has no such variant",
    "Use a variant that the enum declares.",
)


def report(bag: DiagnosticBag, span: Span, enum: str, name: str, like: str | None = None) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"enum `{enum}` has no variant `{name}`",
        f"did you mean `{like}`?" if like else "no such variant",
        fix=Fix(span, like, f"write `{like}`") if like else None,
    )
