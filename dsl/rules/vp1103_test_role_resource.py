"""VP1103: a test binds a role to something that it cannot be."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP1103",
    "tests.role_resource",
    Severity.ERROR,
    "A test binds a role to something that it cannot be",
    "Bind the role to a resource of its own kind, or to a fresh name if the role can be created.",
)


def report(bag: DiagnosticBag, span: Span, role: str, needed: str, found: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"role `{role}` needs a {needed}, and this is {found}", f"{found}")
