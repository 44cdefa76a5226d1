"""VP0801: an instruction can end without creating what it announces."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0801",
    "lifecycle.not_created",
    Severity.ERROR,
    "An instruction can end without creating what it announces",
    "Create the resource on every path, or declare the role with `or creates`.",
)


def report(bag: DiagnosticBag, span: Span, role: str, end: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"the instruction can end without having created `{role}`",
        "`creates` promises it on every path",
        secondary=(Label(end, "a path ends here without it"),),
    )
