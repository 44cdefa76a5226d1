"""VP0828: a migration says `permissionless` about what has an owner."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0828",
    "migrate.without_owner",
    Severity.ERROR,
    "A migration says `permissionless` about what has an owner",
    "Drop `permissionless`: without an `auth` clause the old lock has to agree.",
)


def report(bag: DiagnosticBag, span: Span, old: str, lock: str, declared: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"anyone could migrate any `{old}`, and with it set what its owner has set",
        "nobody has to agree",
        secondary=(Label(declared, f"`{old}.{lock}` says whose it is"),),
    )
