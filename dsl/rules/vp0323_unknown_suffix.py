"""VP0323: the suffix of a number is not known."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Fix, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0323",
    "types.unknown_suffix",
    Severity.ERROR,
    "The suffix of a number is not known",
    "Use a suffix that a unit declares: `unit Sompi: u64 { kas: 100_000_000 }`.",
)


def report(bag: DiagnosticBag, span: Span, name: str, units: list[str], like: tuple[Span, str] | None) -> None:
    """Reports it at `span`."""
    if units:
        several = " and ".join(f"`{unit}`" for unit in units)
        return bag.report(
            RULE, span, f"`{name}` is a suffix of {several}, so this number could be of either", "of which?"
        )
    return bag.report(
        RULE,
        span,
        f"no unit of this program has the suffix `{name}`",
        f"did you mean `{like[1]}`?" if like else "not known",
        fix=Fix(like[0], like[1], f"write `{like[1]}`") if like else None,
    )
