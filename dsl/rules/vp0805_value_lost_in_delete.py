"""VP0805: a deleted resource may still hold value."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0805",
    "lifecycle.value_lost",
    Severity.ERROR,
    "A deleted resource may still hold value",
    "Say where the value goes: `delete role into other.field`, with one target for each held field; or take all "
    "of it before, `role.field.take(role.field)`.",
)


def report(bag: DiagnosticBag, span: Span, role: str, fields: tuple[str, ...]) -> None:
    """Reports it at `span`."""
    names = " and ".join(f"`{field}`" for field in fields)
    bag.report(RULE, span, f"deleting `{role}` would destroy what {names} holds", "where does its value go?")
