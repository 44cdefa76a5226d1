"""Which fields of a resource may say who is meant: by the address, or by the lock."""

from __future__ import annotations

from vprog.dsl.effects.infer import address_parts
from vprog.dsl.program.declarations import Program, Resource
from vprog.dsl.program.expressions import FieldRef
from vprog.dsl.program.types import LOCK_ID, HeldType, OptionType, StructType, Type, contained
from vprog.dsl.related.flows import flows
from vprog.dsl.related.keys import ID
from vprog.dsl.related.ties import Asked

OWN_LOCK = "lock.id()"
"""The key of the lock that a resource has now."""


def naming(resource: Resource, type_: Type) -> dict[str, bool]:
    """The fields that have a value of a type in them, and whether they are it, in an option or in a struct."""
    return {
        field.name: _is_plain(field.type, type_)
        for field in resource.fields
        if not isinstance(field.type, HeldType) and type_ in contained(field.type)
    }


def _is_plain(type_: Type, wanted: Type) -> bool:
    if isinstance(type_, OptionType):
        return type_.inner == wanted
    if isinstance(type_, StructType):
        return any(inner == wanted or _is_struct_with(inner, wanted) for _, inner in type_.fields)
    return type_ == wanted


def _is_struct_with(type_: Type, wanted: Type) -> bool:
    return isinstance(type_, StructType) and _is_plain(type_, wanted)


def lock_of(resource: Resource) -> str | None:
    """The field that says whose a resource is, where it is the only one of its kind that they have."""
    parts = address_parts(resource.address)
    if len(parts) != 1 or not isinstance(parts[0], FieldRef):
        return None
    type_ = resource.field(parts[0].field).type
    return parts[0].field if type_ == LOCK_ID else None


def authorises(program: Program, resource: str, field: str, kind: str) -> bool:
    """Some instruction asks for the lock of the one that the field names, for something else than to pay it."""
    for instruction in program.instructions:
        asked = Asked(program, instruction)
        named = [role.name for role in instruction.roles if role.resource == resource]
        signing = [role.name for role in instruction.roles if role.name in asked.signers and role.resource == kind]
        if not named or not signing or not asked.places.all:
            continue
        ties = asked.at(asked.places.all[0])
        locks = (lock_of(program.resource(kind)) or ID, OWN_LOCK)
        told = [r for r in signing if any(ties.tells(n, (r, key), {field}) for n in named for key in (ID, *locks))]
        paid = {flow.sink.role for flow in flows(asked) if flow.sink is not None}
        if any(role not in paid for role in told):
            return True
    return False
