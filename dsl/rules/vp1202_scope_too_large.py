"""VP1202: an instruction names more resources than the program's `storm` allows."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1202",
    "cost.scope_too_large",
    Severity.ERROR,
    "An instruction names more resources than `storm` allows",
    "Raise `scope_limit`, or name fewer resources: shorter role lists, fewer roles.",
)


def report(bag: DiagnosticBag, span: Span, instruction: str, scope: int, limit: int, storm: Span) -> None:
    """Reports it at `span`; `scope` counts the members of role lists."""
    bag.report(
        RULE,
        span,
        f"`{instruction}` can name {scope} resources, and `scope_limit` is {limit}",
        f"{scope} resources",
        secondary=(Label(storm, "the limit is said here"),),
    )
