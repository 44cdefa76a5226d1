"""VP1102: a test run leaves a role without a resource."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1102",
    "tests.role_not_bound",
    Severity.ERROR,
    "A test run leaves a role without a resource",
    "Bind it with `with role: binding`; only a role with a constant address may be left out.",
)


def report(bag: DiagnosticBag, span: Span, instruction: str, names: list[str]) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE, span, f"`{instruction}` needs a resource for {', '.join(f'`{name}`' for name in names)}", "not bound"
    )
