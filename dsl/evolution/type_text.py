"""Types of a record as text: whether one only holds more than another, and what a variant carries."""

from __future__ import annotations

import re

from vprog.dsl.evolution.model import LockedField

_BOUND = re.compile(r"(?<=<=)\d+|(?<=max )\d+")


def holds_more(old: str, new: str) -> bool:
    """The types differ only in how much fits (`text<=32`, `list<u8, max 4>`), and everything that fitted still does:
    what was written before has the same bytes."""
    if old == new or _BOUND.sub("", old) != _BOUND.sub("", new):
        return False
    return all(int(a) <= int(b) for a, b in zip(_BOUND.findall(old), _BOUND.findall(new), strict=True))


def payload_of(variant: str) -> tuple[str, tuple[LockedField, ...]]:
    """`Circle { radius: u64 }` as its name and its fields."""
    name, _, rest = variant.partition(" { ")
    fields: list[str] = []
    depth = 0
    for part in rest.removesuffix(" }").split(", ") if rest else ():
        if depth:  # a comma inside a type
            fields[-1] += f", {part}"
        else:
            fields.append(part)
        depth += sum(part.count(sign) for sign in "<[") - sum(part.count(sign) for sign in ">]")
    return name, tuple(LockedField(*field.split(": ", 1)) for field in fields)
