"""VP0229: something is re-exported that is not an instruction."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0229",
    "modules.bad_reexport",
    Severity.ERROR,
    "Something is re-exported that is not an instruction",
    "`pub use` passes on instructions; use other names directly.",
)


def report(bag: DiagnosticBag, span: Span, module: str, name: str) -> None:
    """Reports it at `span`."""
    bag.report(
        RULE,
        span,
        f"`{module}::{name}` is not an instruction",
        "not an instruction",
    )
