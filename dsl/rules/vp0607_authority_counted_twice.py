"""VP0607: one authority counts twice in `auth`."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0607",
    "authority.counted_twice",
    Severity.ERROR,
    "One authority counts twice in `auth`",
    "List each authority once, and no roles that `may_alias`: one signature would then count for two.",
)


def report(bag: DiagnosticBag, span: Span, first: str, second: str) -> None:
    """Reports it at `span`."""
    reason = f"`{first}` is listed twice" if first == second else f"`{first}` and `{second}` may be the same resource"
    bag.report(RULE, span, f"{reason}, so one signature would count for two", "counts twice")
