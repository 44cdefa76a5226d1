"""VP0523: `may_alias` needs at least two roles."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0523",
    "effects.alias_of_one",
    Severity.ERROR,
    "`may_alias` needs at least two roles",
    "Name the two roles that may be the same resource.",
)


def report(bag: DiagnosticBag, span: Span, role: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`may_alias` names only `{role}`", "the same as which other role?")
