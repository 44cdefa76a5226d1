"""VP0620: a signature is checked by hand."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0620",
    "authority.homemade_signature",
    Severity.ERROR,
    "A signature is checked by hand",
    (
        "Signatures authorise through locks only: ask for the signer with `auth role.lock`. The message that "
        "is signed then binds the program and all of the transaction, so nobody can use it again."
    ),
)


def report(bag: DiagnosticBag, span: Span, name: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"`{name}` does not exist: signatures authorise through locks only", "use `auth`")
