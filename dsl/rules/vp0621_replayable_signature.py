"""VP0621: a signature that the sender passes is compared as if it proved something."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0621",
    "authority.replayable_signature",
    Severity.ERROR,
    "A signature that the sender passes is compared as if it proved something",
    (
        "Signatures authorise through locks only: ask for the signer with `auth role.lock`. Whoever has seen "
        "a signature can pass it again."
    ),
)


def report(bag: DiagnosticBag, span: Span, parameter: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"the signature `{parameter}` proves nothing: whoever has seen it can pass it too",
        "not an authority",
    )
