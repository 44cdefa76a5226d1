"""VP0910: one L1 output is claimed a second time."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label, Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0910",
    "linearity.output_claimed_twice",
    Severity.ERROR,
    "One L1 output is claimed a second time",
    "A deposit counts once, whatever covenant it is asked of: claim each output once, and share its coins with `take`.",
)


def report(bag: DiagnosticBag, span: Span, output: str, first: Span, loop: bool) -> None:
    """Reports the claim; `first` is the claim before it, or the loop that it stands in."""
    message = f"every turn of the loop claims the output {output}" if loop else f"output {output} is claimed already"
    said = "this runs more than once" if loop else "claimed here"
    bag.report(RULE, span, message, "claimed again", secondary=(Label(first, said),))
