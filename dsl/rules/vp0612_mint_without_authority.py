"""VP0612: value is minted and nobody has to agree."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0612",
    "authority.missing_for_mint",
    Severity.ERROR,
    "Value is minted and nobody has to agree",
    'Add `auth` with the lock of whoever issues, or say `permissionless("reason")` when anyone may.',
)


def report(bag: DiagnosticBag, span: Span, unit: str, instruction: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"anyone can make {unit} from nothing with `{instruction}`", "value from nothing")
