"""Whether another rule says already what is wrong with a role."""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.related.ties import Asked
from vprog.dsl.related.values import Finding

_ROLES = frozenset({"VP0601", "VP0602", "VP0603", "VP0710", "VP0711"})
"""Nobody has agreed for a role, or nothing says which one it is."""
_ENDED = frozenset({"VP0621", "VP0804"})
"""What was passed is taken for an agreement, or the role is gone."""


def is_told(asked: Asked, finding: Finding) -> bool:
    """One cause, one finding: it is asked only where there is something to say, so the others are just run for it."""
    from vprog.dsl.authority import check as authority
    from vprog.dsl.lifecycle import check as lifecycle
    from vprog.dsl.trust import check as trust

    bag = DiagnosticBag()
    for room in (authority, trust, lifecycle):
        room.each(asked.program, asked.instruction, bag)
    spans = {asked.instruction.role(role).span for role in (finding[0], finding[2])}
    return any(
        item.rule.code in _ENDED
        or (item.rule.code in _ROLES and any(label.span in spans for label in (item.primary, *item.secondary)))
        for item in bag.items
    )
