"""VP0711: roles vouch only for each other."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0711",
    "trust.circle",
    Severity.ERROR,
    "Roles vouch only for each other",
    "Tie one of them to something that stands by itself: a constant label or a lock that signs.",
)


def report(bag: DiagnosticBag, span: Span, role: str, others: tuple[str, ...], what: str, used: Span) -> None:
    """Reports it at `span`."""
    names = " and ".join(f"`{other}`" for other in others)
    bag.report(
        RULE,
        span,
        f"`{role}` decides {what}, and only {names} vouches for it, which nothing vouches for",
        "trusted only by roles that nobody trusts",
        secondary=(Label(used, f"`{role}` decides here"),),
    )
