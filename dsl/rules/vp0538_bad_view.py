"""VP0538: a view does more than answer."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0538",
    "views.not_a_question",
    Severity.ERROR,
    "A view does more than answer",
    (
        "A view has `reads` roles, no other clause, and a body that computes its answer. What changes "
        "something is an instruction."
    ),
)


def report(bag: DiagnosticBag, span: Span, reason: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, reason, "not in a view")
