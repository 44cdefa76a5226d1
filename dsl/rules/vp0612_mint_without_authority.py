"""VP0612: value is minted and nobody who may issue it has to agree."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0612",
    "authority.missing_for_mint",
    Severity.ERROR,
    "Value is minted and nobody who may issue it has to agree",
    (
        "Add `auth` with the lock of whoever issues: a resource that there is only one of, or the one that the "
        'receiver\'s address names. Or say `permissionless("reason")` when anyone may.'
    ),
)


def report(bag: DiagnosticBag, span: Span, unit: str, instruction: str, weak: Span | None) -> None:
    """Reports it at `span`. `weak` is the part of `auth` that the sender can have the lock for."""
    bag.report(
        RULE,
        span,
        f"anyone can make {unit} from nothing with `{instruction}`",
        "value from nothing",
        secondary=() if weak is None else (Label(weak, "the sender chooses whose lock this is"),),
    )
