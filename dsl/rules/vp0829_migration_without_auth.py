"""VP0829: nobody has to agree to a migration."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0829",
    "migrate.without_auth",
    Severity.ERROR,
    "Nobody has to agree to a migration",
    "Name who decides before the fields: `auth key(KEY)`, of a constant `KEY: PubKey`.",
)


def report(bag: DiagnosticBag, span: Span, old: str, declared: Span) -> None:
    """Reports it at `span`, the old kind in the migration."""
    bag.report(
        RULE,
        span,
        f"`{old}` has no lock, and this migration no `auth` clause: nobody would have to agree",
        "whose decision is it?",
        secondary=(Label(declared, "without a field of type Lock"),),
    )
