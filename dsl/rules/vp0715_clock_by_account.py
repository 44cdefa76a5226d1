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


def report(bag: DiagnosticBag, span: Span, source: str, compared: Span) -> None:
    """`source`, a parameter or a role, is compared with a time."""
    _report(bag, span, source, "this is not the present", Label(compared, "compared with this"))


def kept(bag: DiagnosticBag, span: Span, source: str) -> None:
    """It is stored under the name of the present."""
    bag.report(
        RULE,
        span,
        f"the time that is kept here is taken from {source}, which the sender chooses",
        "this is not the present",
    )


def restarted(bag: DiagnosticBag, span: Span, source: str, waited: Span) -> None:
    """The next wait is counted from it."""
    _report(
        bag,
        span,
        source,
        "the next wait is counted from this, which may lie long before the end of the last one",
        Label(waited, "waits for the last one"),
        "besides `after(score)`, demand that the score is not before what the field said until now",
    )


def stored(bag: DiagnosticBag, span: Span, field: str, compared: Span, set_at: Span) -> None:
    """The field is set from a parameter somewhere."""
    bag.report(
        RULE,
        span,
        f"the time is taken from `{field}`, which a sender sets to any value",
        "this is not the present",
        secondary=(Label(compared, "compared with this"), Label(set_at, "set here, without `after`")),
    )


def _report(bag: DiagnosticBag, span: Span, source: str, label: str, other: Label, *notes: str) -> None:
    bag.report(
        RULE,
        span,
        f"the time is taken from {source}, which the sender chooses",
        label,
        secondary=(other,),
        notes=notes,
    )
