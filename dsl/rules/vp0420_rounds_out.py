"""VP0420: what leaves a shared resource is rounded up."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0420",
    "rounding.in_users_favour",
    Severity.ERROR,
    "What a user receives is rounded in the user's favour",
    "Round what is given away down, so that repeating it many times takes nothing from the others.",
)


def report(bag: DiagnosticBag, division: Span, what: str, why: str, flow: tuple[Label, ...]) -> None:
    """`what` says where the value goes, `why` how the division rounds and how it should, `flow` where it matters."""
    bag.report(RULE, division, f"{what} is rounded in the user's favour", why, secondary=flow)
