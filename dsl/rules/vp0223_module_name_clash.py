"""VP0223: two things of different modules have one name here."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0223",
    "modules.name_clash",
    Severity.ERROR,
    "Two things of different modules have one name here",
    "Leave one out of the braces and write it with its module, `module::name`.",
)


def report(bag: DiagnosticBag, span: Span, name: str, first: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{name}` means two things here",
        "again",
        secondary=(Label(first, "first here"),),
    )
