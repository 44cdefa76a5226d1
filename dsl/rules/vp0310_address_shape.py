"""VP0310: a role's address is derived in another way than its resource's."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0310",
    "types.address_shape",
    Severity.ERROR,
    "A role's address is derived in another way than its resource's",
    "Derive the address as the resource declares it, part by part.",
)


def report(bag: DiagnosticBag, span: Span, resource: str, declared: str) -> None:
    """Reports it at `span`."""
    bag.report(RULE, span, f"the address of `{resource}` is declared as `{declared}`", "another shape")


def no_such(bag: DiagnosticBag, span: Span, form: str) -> None:
    """Reports a form of address that there is not."""
    bag.report(RULE, span, f'an address is `label("text")`, `lock(x)` or `(x, y)`, not `{form}`', "no form of address")
