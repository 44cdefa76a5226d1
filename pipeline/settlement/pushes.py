"""Reads the data pushes of L1 scripts (L1 rules, section 4)."""

from __future__ import annotations


def read_pushes(script: bytes) -> list[bytes] | None:
    """The items of a script that is pushes only, else None."""
    items: list[bytes] = []
    at = 0
    while at < len(script):
        op = script[at]
        at += 1
        if op == 0x00:
            items.append(b"")
            continue
        if op == 0x4F:
            items.append(b"\x81")
            continue
        if 0x51 <= op <= 0x60:
            items.append(bytes([op - 0x50]))
            continue
        if op <= 75:
            size = op
        elif op in (0x4C, 0x4D, 0x4E):
            width = {0x4C: 1, 0x4D: 2, 0x4E: 4}[op]
            size = int.from_bytes(script[at : at + width], "little")
            at += width
        else:
            return None
        if at + size > len(script):
            return None
        items.append(script[at : at + size])
        at += size
    return items


def settled_state(signature_script: bytes) -> bytes | None:
    """The state root that a settlement's input 0 moves the covenant to (framework section 11.2), read as an observer
    does: the three pushes before the last are lane tip, state and block. None for anything else."""
    items = read_pushes(signature_script)
    if items is None or len(items) < 4 or any(len(item) != 32 for item in items[-4:-1]):
        return None
    return items[-3]
