"""VP0717: a check that something is not over yet stops nobody."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0717",
    "trust.end_not_shown",
    Severity.WARNING,
    "A check that something is not over yet stops nobody",
    "There is no `before`: a sender can always wait, and pass an earlier score. Let an action end it instead.",
)


def report(bag: DiagnosticBag, span: Span, source: str, end: Span) -> None:
    """`source` is past for sure, and taken for the present where something must not have ended."""
    bag.report(
        RULE,
        span,
        f"{source} may lie long before the present, so it does not show that this is not over",
        "an earlier score passes too",
        secondary=(Label(end, "the end that it is compared with"),),
    )
