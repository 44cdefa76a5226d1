"""VP0535: a random number has no range."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0535",
    "types.bad_random_bound",
    Severity.ERROR,
    "A random number has no range",
    (
        "`random(nonce, n)` draws from 0 up to n, so n must be 1 or more by its type, and fit `u64`: give it "
        "a bound, `max(n, 1)`."
    ),
)


def report(bag: DiagnosticBag, span: Span, low: int, high: int) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"the bound is {low} to {high}, which is not a range to draw from", "1 or more, in `u64`")
