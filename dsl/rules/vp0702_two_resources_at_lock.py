"""VP0702: two resources of a program have addresses of the form `at lock(...)`."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0702",
    "addresses.two_at_lock",
    Severity.ERROR,
    "Two resources of a program have addresses of the form `at lock(...)`",
    "Derive one of them from several fields, such as `at (owner, number)`: only those addresses include the kind.",
)


def report(bag: DiagnosticBag, span: Span, name: str, other: str, first: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{name}` and `{other}` would have the same address for the same lock",
        "the second resource `at lock`",
        secondary=(Label(first, "the first resource `at lock`"),),
    )
