"""VP0911: value is taken out of a struct that still has it."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0911",
    "linearity.part_of_value",
    Severity.ERROR,
    "Value is taken out of a struct that still has it",
    "Take the struct apart, which ends it: `let Box { ticket } = box`.",
)


def report(bag: DiagnosticBag, span: Span, struct: str, field: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{field}` is value that the `{struct}` still has, so it would be there twice",
        "value in value",
    )
