"""Derives the address that a declaration or a header gives (docs/program-abi.md, "Addresses")."""

from __future__ import annotations

from vprog.dsl.interpret.evaluate import evaluate
from vprog.dsl.interpret.frame import Frame
from vprog.dsl.layout.codec import encode
from vprog.dsl.program.declarations import Address, LabelAddress, LockAddress
from vprog.wire.ids import derived_resource_id, program_resource_id, user_resource_id


def derive(address: Address, frame: Frame) -> bytes:
    """32 bytes."""
    match address:
        case LabelAddress():
            return program_resource_id(address.label)
        case LockAddress():
            return user_resource_id(evaluate(address.source, frame))
        case _:
            parts = [encode(part.type, evaluate(part, frame)) for part in address.parts]
            return derived_resource_id(address.kind, *parts)
