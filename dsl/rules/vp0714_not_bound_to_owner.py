"""VP0714: what is at an address belongs to another than the address says."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0714",
    "addresses.not_bound_to_owner",
    Severity.ERROR,
    "What is at an address belongs to another than the address says",
    "Make the id of its first lock a part of the address: `resource Vault at (owner, ...)`, `at (id(lock), ...)`.",
)


def of_another(bag: DiagnosticBag, span: Span, role: str, owner: str, lock: str, place: Span) -> None:
    """The address names one owner, and nothing says that the lock is of the same one."""
    bag.report(
        RULE,
        span,
        f"the address of `{role}` names the owner `{owner}`, and `{lock}` gets the lock",
        "anyone can take the address of another owner",
        secondary=(Label(place, f"write `id({lock})`"),),
    )


def shared(bag: DiagnosticBag, span: Span, role: str, put: Span) -> None:
    """Value is put into what whoever came first owns: the address says nothing about the owner."""
    bag.report(
        RULE,
        span,
        f"whoever creates `{role}` first chooses its lock, and owns what others put in",
        "its address says nothing about who owns it",
        secondary=(Label(put, "value goes in here"),),
    )
