"""VP0536: the past is asked for where nothing remembers it."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0536",
    "promises.old_misplaced",
    Severity.ERROR,
    "The past is asked for where nothing remembers it",
    (
        "`old(...)` stands in `ensures` and in `invariant ... on` an instruction, not inside another `old`. A "
        "body keeps what it needs in a `let`."
    ),
)


def report(bag: DiagnosticBag, span: Span) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, "`old(...)` has no meaning here", "only in `ensures` and `invariant`")
