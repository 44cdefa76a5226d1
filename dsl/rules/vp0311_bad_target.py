"""VP0311: an assignment goes to something that cannot be assigned."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0311",
    "types.bad_target",
    Severity.ERROR,
    "An assignment goes to something that cannot be assigned",
    "Assign to a `var` or to a field of a role; a held field changes by `take`, `put` and `move`.",
)


def report(bag: DiagnosticBag, span: Span, what: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"{what} cannot be assigned", "not assignable")
