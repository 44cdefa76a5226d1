"""Changes as a table, and as plain data for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from vprog.dsl.evolution.changes import Change


def render_changes(changes: Sequence[Change]) -> str:
    """One row a change, then, for each class that breaks something, what breaks and what to do instead."""
    if not changes:
        return "no change that others could notice\n"
    rows = [("breaks" if c.kind.breaking else "fine", c.kind.slug, c.item, c.text) for c in changes]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    out = ["  ".join([*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[3]]) for row in rows]
    broken = {c.kind.slug: c.kind for c in changes if c.kind.breaking}
    if broken:
        out.append("")
    out += (f"{slug}: {kind.breaks}. {kind.remedy}" for slug, kind in broken.items())
    return "\n".join(out) + "\n"


def render_changes_json(changes: Sequence[Change]) -> str:
    """One JSON object a line."""
    objects = (
        {
            "class": c.kind.slug,
            "breaking": c.kind.breaking,
            "item": c.item,
            "change": c.text,
            "breaks": c.kind.breaks or None,
            "remedy": c.kind.remedy or None,
        }
        for c in changes
    )
    return "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects)
