"""VP1101: a test run names a role that the instruction does not have."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1101",
    "tests.unknown_role",
    Severity.ERROR,
    "A test run names a role that the instruction does not have",
    "Bind the roles of the instruction by their names.",
)


def report(bag: DiagnosticBag, span: Span, instruction: str, name: str, like: str | None = None) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{instruction}` has no role `{name}`",
        f"did you mean `{like}`?" if like else "no such role",
        fix=Fix(span, like, f"write `{like}`") if like else None,
    )
