"""VP1201: an instruction can cost more than its header allows."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1201",
    "cost.limit_exceeded",
    Severity.ERROR,
    "An instruction can cost more than its header allows",
    (
        "Raise the limit to the bound, or do less: fewer turns of loops, smaller collections, narrower numbers. The "
        "bound counts one signature for each lock that must agree; `vprog cost` shows where cycles go."
    ),
)


def report(bag: DiagnosticBag, span: Span, instruction: str, name: str, bound: int, limit: int) -> None:
    """Reports it at `span`; `name` is `cycles` or `gas`."""
    bag.report(
        RULE,
        span,
        f"`{instruction}` can cost more {name} than its limit of {limit:,}",
        f"up to {bound:,} {name}",
    )
