"""VP0517: a header gives up authority that it does not need to."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0517",
    "effects.needless_permissionless",
    Severity.WARNING,
    "A header gives up authority that it does not need to",
    "Remove `permissionless`: everything this instruction changes is covered by its `auth` clause or needs none.",
)


def report(bag: DiagnosticBag, span: Span, instruction: str, fix: Fix | None) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{instruction}` is `permissionless`, and nothing in it needs that",
        "a later change would go unnoticed",
        fix=fix,
    )
