"""VP0304: a call has too few or too many arguments."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0304",
    "types.wrong_argument_count",
    Severity.ERROR,
    "A call has too few or too many arguments",
    "Give one argument for each parameter.",
)


def report(bag: DiagnosticBag, span: Span, callee: str, needed: int, found: int) -> None:
    """Reports it at `span`."""
    arguments = "argument" if needed == 1 else "arguments"
    bag.report(RULE, span, f"`{callee}` takes {needed} {arguments}, not {found}", f"{found} given")
