"""VP0710: a role that decides something could be any resource of its kind."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0710",
    "trust.no_root",
    Severity.ERROR,
    "A role that decides something could be any resource of its kind",
    (
        "Tie the role to one you trust: a constant label, `where role.id == trusted.field`, its own lock in "
        "`auth`, or `at (...)` of trusted values."
    ),
)


def report(
    bag: DiagnosticBag, span: Span, role: str, what: str, used: Span, passed: tuple[tuple[str, Span], ...]
) -> None:
    """Reports it at `span`. `passed`: the arguments in the role's address, with their places."""
    names = " and ".join(f"`{name}`" for name, _ in passed)
    note = f"its address is derived from {names}, which the sender passes: that proves which one it is, not whose"
    bag.report(
        RULE,
        span,
        f"`{role}` decides {what}, and the sender may pass any resource of that kind",
        "nothing says which one it must be",
        secondary=(
            Label(used, f"`{role}` decides here"),
            *(Label(place, f"the sender chooses `{name}`") for name, place in passed),
        ),
        notes=(note,) if passed else (),
    )
