"""VP0603: a resource is deleted and nobody has to agree."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0603",
    "authority.delete",
    Severity.ERROR,
    "A resource is deleted and nobody has to agree",
    'Add `auth` over the role\'s lock (or that of the resource it derives from), or say `permissionless("reason")`.',
)


def report(bag: DiagnosticBag, span: Span, role: str, header: Span, notes: tuple[str, ...]) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{role}` is deleted here, and nothing in the header says who must agree",
        "a deletion without authority",
        secondary=(Label(header, "this role"),),
        notes=notes,
    )
