"""VP0520: roles of different resources are said to be one."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0520",
    "effects.alias_of_other_kind",
    Severity.ERROR,
    "Roles of different resources are said to be one",
    "List only roles of the same resource in `may_alias`.",
)


def report(bag: DiagnosticBag, span: Span, first: str, second: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE, span, f"`{first}` and `{second}` are different resources and can never be the same one", "cannot alias"
    )
