"""VP0305: `held` stands where no value can be held."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0305",
    "types.misplaced_held",
    Severity.ERROR,
    "`held` stands where no value can be held",
    "Only a field of a resource holds value, and only of a unit that is stored unsigned: `balance: held Sompi`.",
)


def report(bag: DiagnosticBag, span: Span, reason: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, reason, "cannot hold value")
