"""VP0621: what the sender passes is compared as if it proved something."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0621",
    "authority.replayable_signature",
    Severity.ERROR,
    "A signature or a secret that the sender passes is compared as if it proved something",
    (
        "Signatures authorise through locks only: ask for the signer with `auth role.lock`. Whoever has seen "
        "what was passed can pass it again."
    ),
)


def report(bag: DiagnosticBag, span: Span, parameter: str) -> None:
    """Reports a signature at `span`."""
    bag.report(
        RULE,
        span,
        f"the signature `{parameter}` proves nothing: whoever has seen it can pass it too",
        "not an authority",
    )


def passed(bag: DiagnosticBag, span: Span, parameter: str, done: str, place: Span) -> None:
    """Reports another value at `span`: nobody has to agree to what is `done` at `place`."""
    bag.report(
        RULE,
        span,
        f"`{parameter}` proves nothing: what has been passed once is public, and anyone can pass it again",
        "not an authority",
        secondary=(Label(place, f"nobody else has to agree to what is {done}"),),
    )
