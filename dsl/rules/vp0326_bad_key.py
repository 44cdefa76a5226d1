"""VP0326: a type has no order to sort by."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0326",
    "types.bad_key",
    Severity.ERROR,
    "A type has no order to sort by",
    "Use numbers, flags, hashes, addresses, `bytes[N]` or enums without fields as elements of sets and keys of maps.",
)


def report(bag: DiagnosticBag, span: Span, found: str, collection: str) -> None:
    """Reports it at `span`."""
    what = "the keys of a map" if collection == "map" else "the elements of a set"
    bag.report(RULE, span, f"`{found}` cannot be {what}: its values have no order to sort them by", "no order")
