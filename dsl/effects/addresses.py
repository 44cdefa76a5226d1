"""What the addresses of an instruction's roles are derived from, in a form that is equal when the addresses must be."""

from __future__ import annotations

from typing import Any

from vprog.dsl.effects.infer import address_parts
from vprog.dsl.program.declarations import Instruction, LabelAddress, Program, Role
from vprog.dsl.program.expressions import ConstRef, Convert, FieldRef
from vprog.dsl.program.types import ExactType

_LITERALS: dict[type, str] = {bytes: "BytesLiteral", str: "EnumLiteral", bool: "BoolLiteral"}
"""The literal that a constant stands for."""


class Addresses:
    """The fields that make an address never change (VP0707): those of a role say at any time where it is, and what
    its header derives is in them."""

    def __init__(self, program: Program, instruction: Instruction) -> None:
        self._program = program
        self._constants = {constant.name: constant.value for constant in program.constants}
        self._roles = {role.name: role for role in instruction.roles}
        self._open: set[str] = set()
        """Roles whose addresses are being worked out: addresses that ask for each other have a finding (VP0709)."""

    def of(self, role: Role) -> object:
        """Equal for two roles of one resource type when they are always the same resource."""
        address = role.address or self._program.resource(role.resource).address
        if isinstance(address, LabelAddress):
            return address.label
        if role.address is not None:
            return tuple(self._form(part) for part in address_parts(role.address))
        return tuple(self._form(part, role.name) for part in address_parts(address))

    def _form(self, value: Any, this: str = "self") -> object:
        """A value without its places in the source. `this`: which role `self` is in the address of a resource."""
        type_ = getattr(value, "type", None)
        if isinstance(type_, ExactType) and type_.low == type_.high:
            return "number", type_.low
        match value:
            case Convert():
                return self._form(value.value, this)
            case ConstRef() if value.name in self._constants:
                return self._form_of_constant(value)
            case FieldRef():
                return self._field(this if value.role == "self" else value.role, value.field)
            case _:
                pass
        names: tuple[str, ...] | None = getattr(value, "__match_args__", None)
        if names is None:
            return tuple(self._form(part, this) for part in value) if isinstance(value, tuple) else value  # type: ignore[misc]
        kept = (getattr(value, name) for name in names if name not in ("span", "type"))
        return type(value).__name__, *(self._form(part, this) for part in kept)

    def _form_of_constant(self, value: ConstRef) -> object:
        found = self._constants[value.name]
        return _LITERALS.get(type(found), "number"), found

    def _field(self, name: str, field: str) -> object:
        """What the header puts into a field when it derives the role's address from it, or else the field itself."""
        role = self._roles.get(name)
        if role is not None and role.address is not None and name not in self._open:
            own = address_parts(self._program.resource(role.resource).address)
            for part, given in zip(own, address_parts(role.address), strict=False):
                inner = part.value if isinstance(part, Convert) else part
                if isinstance(inner, FieldRef) and inner.field == field:
                    self._open.add(name)
                    found = self._form(given)
                    self._open.discard(name)
                    return found
        return "field", name, field
