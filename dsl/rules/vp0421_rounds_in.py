"""VP0421: what a user pays to a shared resource is rounded down."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0421",
    "rounding.payment_in_users_favour",
    Severity.ERROR,
    "What a user pays is rounded in the user's favour",
    "Round what is paid up, so that a small payment is never rounded to nothing.",
)


def report(bag: DiagnosticBag, division: Span, what: str, why: str, flow: tuple[Label, ...]) -> None:
    """As the rule for what leaves a shared resource."""
    bag.report(RULE, division, f"{what} is rounded in the user's favour", why, secondary=flow)
