"""VP0106: a number is malformed."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0106",
    "syntax.bad_number",
    Severity.ERROR,
    "A number is malformed",
    "Write digits with single underscores between them (1_000), a unit suffix after an underscore (5_kas), "
    "and bytes as 0x with hex digits.",
)


def report(bag: DiagnosticBag, span: Span, text: str) -> None:
    """Reports one number."""
    if text.replace("_", "").isdigit() and len(text) > 78:
        bag.report(RULE, span, "this number has more digits than any type holds", "more than 78 digits")
    elif text.startswith("0x"):
        bag.report(RULE, span, f"`{text[:60]}` is no hex literal", "only 0-9, a-f and A-F after `0x`")
    else:
        bag.report(RULE, span, f"`{text[:60]}` is no number", "malformed number")
