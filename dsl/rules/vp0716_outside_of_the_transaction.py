"""VP0716: a program asks for what lies outside of the transaction."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0716",
    "determinism.outside_of_the_transaction",
    Severity.ERROR,
    "A program asks for what lies outside of the transaction",
    (
        "Whoever proves the transaction later must get the same answers: ask `after(score)` instead of a clock, "
        "`random(nonce)` instead of chance, `tx` for the transaction itself, and take the rest as parameters and roles."
    ),
)


def report(bag: DiagnosticBag, span: Span, name: str, instead: str) -> None:
    """Reports it at `span`; `instead` is what the language has for it."""
    bag.report(RULE, span, f"`{name}` lies outside of the transaction, and no program can see it", instead)
