"""VP0808: a match asks whether a role is new when that is known already."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0808",
    "lifecycle.match_decided",
    Severity.ERROR,
    "A match asks whether a role is new when that is known already",
    "Put what should happen into the arms of the first match.",
)


def report(bag: DiagnosticBag, span: Span, role: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"whether `{role}` is new was decided before this match", "one of the arms can never run")
