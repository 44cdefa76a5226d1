"""Decodes instruction data: signers, actions, tail (docs/program-abi.md, "Payload")."""

from __future__ import annotations

from attrs import frozen

from vprog.dsl.interpret.action import Action
from vprog.dsl.interpret.failure import predeclared
from vprog.dsl.layout.codec import decode
from vprog.dsl.layout.model import ProgramLayout
from vprog.wire.codec import DecodeError, Reader
from vprog.wire.signers import Signer, read_signers


@frozen
class InstructionStream:
    """`end` is the length of the signed part of the instruction data, in bytes."""

    signers: tuple[Signer, ...]
    actions: tuple[Action, ...]
    end: int


def decode_stream(layout: ProgramLayout, data: bytes, resource_count: int) -> InstructionStream:
    """Raises Failure MalformedInstruction or UnknownInstruction, whichever stands first in the stream."""
    reader = Reader(data)
    try:
        signers = read_signers(reader)
        actions: list[Action] = []
        for _ in range(reader.u32("action_count")):
            actions.append(_read_action(layout, reader, resource_count))
    except DecodeError:
        raise predeclared("MalformedInstruction") from None
    return InstructionStream(signers, tuple(actions), reader.position)


def _read_action(layout: ProgramLayout, reader: Reader, resource_count: int) -> Action:
    found = layout.by_tag.get(reader.byte("action_tag"))
    if found is None:
        raise predeclared("UnknownInstruction")
    indices: dict[str, int] = {}
    lists: dict[str, tuple[int, ...]] = {}
    for role in found.indexed_roles:
        if role.many is None:
            indices[role.name] = _index(reader, role.name, resource_count)
            continue
        count = reader.byte(role.name)
        if count > role.many:
            raise DecodeError(role.name)
        lists[role.name] = tuple([_index(reader, role.name, resource_count) for _ in range(count)])
    parameters = {p.name: decode(p.type, reader, p.name) for p in found.parameters}
    return Action(found.instruction, indices, parameters, lists)


def _index(reader: Reader, name: str, resource_count: int) -> int:
    index = reader.byte(name)
    if index >= resource_count:
        raise DecodeError(name)
    return index
