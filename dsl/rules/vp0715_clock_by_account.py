"""VP0715: what the sender chooses is taken for the present time."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0715",
    "trust.clock_by_sender",
    Severity.ERROR,
    "What the sender chooses is taken for the present time",
    (
        "Ask L1: `require after(role.unlocks) else BeforeScore`, or `after(role.unlocks)` in the header. A score "
        "that the sender passes may be trusted only behind `after(score)`."
    ),
)


def report(bag: DiagnosticBag, span: Span, source: str, stored: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"the time is taken from {source}, which the sender chooses",
        "this is not the present",
        secondary=(Label(stored, "compared with this"),),
    )
