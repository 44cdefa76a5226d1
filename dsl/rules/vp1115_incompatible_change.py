"""VP1115: a program is no longer compatible with its recorded version."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1115",
    "evolution.incompatible",
    Severity.ERROR,
    "A program is no longer compatible with its recorded version",
    (
        "Take the change back, or add beside what there is: new items behind the others, a new resource with "
        "`migrate New from Old`. When nobody relies on the recorded version, `vprog lock` records this one."
    ),
)


def report(bag: DiagnosticBag, span: Span, item: str, change: str, breaks: str, remedy: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{item}` changed: {change}", "not as in `vprog.lock`", notes=(f"{breaks}. {remedy}",))
