"""The matrix in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from vprog.dsl.conflicts.matrix import Clash, Hotspot, Pair, Parallel
from vprog.dsl.program.declarations import Access, Instruction, LabelAddress, Role

_VERBS = {
    Access.READS: "reads",
    Access.CREDITS: "credits",
    Access.WRITES: "writes",
    Access.CREATES: "creates",
    Access.DELETES: "deletes",
}
LEGEND = (
    "yes: they always run in parallel. if: they do, unless they name the same resource. no: one waits for the other."
)


def render_conflicts(pairs: Sequence[Pair], hot: Sequence[Hotspot]) -> str:
    """The lower half of the matrix, then the reason of every `no` and `if`, then the resources that cause waiting."""
    if not pairs:
        return "no instructions\n"
    names = list(dict.fromkeys(pair.first.name for pair in pairs))
    cells = {(pair.second.name, pair.first.name): pair.parallel.value for pair in pairs}
    margin = max(map(len, names))
    widths = [max(3, len(name)) for name in names]
    out = [_row("", names, margin, widths)]
    out += [_row(name, [cells.get((name, other), "") for other in names], margin, widths) for name in names]
    out += ["", LEGEND]
    for wanted in (Parallel.NO, Parallel.IF):
        reasons = [f"  {title(pair)}: {why}" for pair in pairs if pair.parallel is wanted for why in reasons_of(pair)]
        if reasons:
            out += ["", f"{wanted.value}:", *reasons]
    if hot:
        out += ["", "waiting is caused by:"]
        out += [f"  `{h.resource}`: written by {_names(h.writers)}{_readers(h)}" for h in hot]
    return "\n".join(line.rstrip() for line in out) + "\n"


def render_conflicts_json(pairs: Sequence[Pair]) -> str:
    """One JSON object a line for each pair."""
    return "".join(json.dumps(_object(pair), ensure_ascii=False) + "\n" for pair in pairs)


def title(pair: Pair) -> str:
    return f"{pair.first.name} and itself" if pair.first is pair.second else f"{pair.first.name} and {pair.second.name}"


def reasons_of(pair: Pair) -> Iterator[str]:
    """One sentence for each resource (always the same one), or for each role of the second instruction."""
    for clash in pair.clashes:
        if clash.always:
            first, second = f"`{pair.first.name}` {_VERBS[clash.first.access]} it", _VERBS[clash.second.access]
            both = "each" if pair.first is pair.second else f"{first}, `{pair.second.name}`"
            labelled = isinstance(clash.first.address, LabelAddress)
            which = f"there is one `{clash.first.resource}` for all"
            if not labelled:
                which = f"it is the same `{clash.first.resource}` each time"
            yield f"{which}: {both} {second} it"
    by_role: dict[str, list[Clash]] = {}
    for clash in pair.clashes:
        if not clash.always:
            by_role.setdefault(_role(clash.second), []).append(clash)
    for role, clashes in by_role.items():
        firsts = " or ".join(_role(clash.first) for clash in clashes)
        one, other = ("one", "the other") if pair.first is pair.second else (_of(pair.first), _of(pair.second))
        yield f"when {firsts} of {one} is the same `{clashes[0].first.resource}` as {role} of {other}"


def _role(role: Role) -> str:
    return f"`{role.name}`" if role.many is None else f"one of `{role.name}`"


def _of(instruction: Instruction) -> str:
    return f"`{instruction.name}`"


def _object(pair: Pair) -> dict[str, Any]:
    return {
        "first": pair.first.name,
        "second": pair.second.name,
        "parallel": pair.parallel.value,
        "clashes": [
            {
                "resource": clash.first.resource,
                "first": {"role": clash.first.name, "access": clash.first.access.value},
                "second": {"role": clash.second.name, "access": clash.second.access.value},
                "always": clash.always,
            }
            for clash in pair.clashes
        ],
        "why": list(reasons_of(pair)),
    }


def _row(name: str, cells: Sequence[str], margin: int, widths: Sequence[int]) -> str:
    return "  ".join([name.ljust(margin), *(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))])


def _names(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names))


def _readers(hot: Hotspot) -> str:
    return f"; these wait for it: {_names(hot.readers)}" if hot.readers else ""
