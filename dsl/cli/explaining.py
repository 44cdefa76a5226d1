"""The text of `vprog check --explain-checks`."""

from __future__ import annotations

from vprog.dsl.checks.collect import checks
from vprog.dsl.program.declarations import Program
from vprog.dsl.source.span import InlinedSpan


def explained(program: Program) -> str:
    """One line for each check, in the order of the source; how many there are of both sorts last."""
    lines: list[str] = []
    kept = 0
    found = list(dict.fromkeys(checks(program)))
    for check in found:
        span = check.span.place if isinstance(check.span, InlinedSpan) else check.span
        kept += check.error is not None
        state = f"kept, or {check.error}" if check.error is not None else "removed"
        lines.append(f"{span.path}:{span.line}:{span.column}: {check.body}: {check.kind}: {state}: {check.why}")
    lines.append(f"{kept} checks kept, {len(found) - kept} proved away")
    text = "".join(f"{line}\n" for line in lines)
    if not program.modules:
        return text
    from vprog.dsl.modules.spelling import spellings, spelt

    return spelt(text, spellings(program))
