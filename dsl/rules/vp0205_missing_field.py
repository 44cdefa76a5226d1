"""VP0205: a value leaves out a field."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0205",
    "names.missing_field",
    Severity.ERROR,
    "A value leaves out a field",
    "Give every field of the declaration a value.",
)


def report(bag: DiagnosticBag, span: Span, owner: str, names: list[str]) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"{owner} also needs {', '.join(f'`{name}`' for name in names)}", "incomplete")
