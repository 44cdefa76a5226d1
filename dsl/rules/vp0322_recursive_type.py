"""VP0322: a type contains itself."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0322",
    "types.recursive_type",
    Severity.ERROR,
    "A type contains itself",
    "Refer to the other value by its address, or by its index in a list.",
)


def report(bag: DiagnosticBag, span: Span, name: str, path: list[str]) -> None:
    """Reports it at `span`."""
    through = " -> ".join((*path, name))
    bag.report(RULE, span, f"`{name}` contains itself ({through}), so its values would have no greatest size", "again")
