"""VP0524: a value read before a call, or before a write under another name, is stored back afterwards."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0524",
    "effects.stale_view",
    Severity.ERROR,
    "A value is stored back after its source was changed, by a call or under another name",
    "Read the field again after the change.",
)


def report(bag: DiagnosticBag, span: Span, role: str, field: str, read: Span, call: Span) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"this value of `{role}.{field}` depends on what `{role}` held before a call that changed it",
        "stored back",
        secondary=(Label(read, "read here"), Label(call, "changed by this call")),
    )


def of_another_name(
    bag: DiagnosticBag, span: Span, place: tuple[str, str], role: str, field: str, writer: str, read: Span, write: Span
) -> None:
    """`writer` may be the same resource as `role`, and wrote the field since it was read."""
    bag.report(
        RULE,
        span,
        f"this value of `{'.'.join(place)}` depends on `{role}.{field}` as it was before `{writer}.{field}` was "
        f"written, and `{writer}` and `{role}` may be one resource",
        "stored back",
        secondary=(Label(read, "read here"), Label(write, f"written here: read `{role}.{field}` again after this")),
    )


def counted_twice(
    bag: DiagnosticBag, span: Span, role: str, field: str, writer: str, read: Span, write: Span, lost: Span
) -> None:
    """The same, of a value that is used, and overwritten as if nobody had used it."""
    bag.report(
        RULE,
        span,
        f"this depends on `{role}.{field}` as it was before `{writer}.{field}` was written, "
        f"and `{writer}` and `{role}` may be one resource",
        "it is counted a second time",
        secondary=(
            Label(read, "read here"),
            Label(write, f"written here: read `{role}.{field}` again after this"),
            Label(lost, "and overwritten here"),
        ),
    )
