"""VP0913: only a linear struct is taken apart with `let Name { ... }`."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0913",
    "linearity.unpack_of_plain",
    Severity.ERROR,
    "Only a linear struct is taken apart with `let Name { ... }`",
    "Read the fields of other structs with `.field`.",
)


def report(bag: DiagnosticBag, span: Span, found: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"{found} is not a linear struct",
        "cannot be taken apart",
    )
