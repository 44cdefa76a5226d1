"""Which values are known to be the same where a statement runs, as far as they say whose something is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vprog.dsl.effects.infer import derived_fields
from vprog.dsl.groups import Groups
from vprog.dsl.program.conditions import Known, conditions_of
from vprog.dsl.program.declarations import Instruction, Program, Role
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    BytesLiteral,
    CollectionCall,
    ConstRef,
    Expression,
    FieldOf,
    FieldRef,
    IntLiteral,
    LocalRef,
    LockIdOf,
    ParamRef,
    RoleId,
    StructLiteral,
)
from vprog.dsl.program.statements import AssignField, AssignLocal, Let, Statement
from vprog.dsl.program.walk import operands, statements

Key = tuple[Any, ...]
"""A value by where it comes from: ("field", role, field), ("role", role), ("parameter", name), ("id", key), ..."""


def part_of(known: Known, value: FieldOf) -> Expression | None:
    """What was put into a field of a struct that is made in the same instruction."""
    inner = known.meaning(value.value)
    if not isinstance(inner, StructLiteral):
        return None
    return next(part for (name, _), part in zip(inner.type.fields, inner.fields, strict=True) if name == value.field)


class Values:
    """The values of one instruction that stay what they are: no key stands for anything that is assigned."""

    def __init__(self, program: Program, instruction: Instruction) -> None:
        body = list(statements(instruction.body))
        self.known = conditions_of(instruction)
        self._instruction = instruction
        self._vars = {s.name: s.value for s in body if isinstance(s, Let) and s.mutable}
        self._assigned = {s.name for s in body if isinstance(s, AssignLocal)}
        # By kind: another role of the kind may be the same resource.
        self._written = {(self._kind(s.role), s.field) for s in body if isinstance(s, AssignField)}
        self._header = {role.name: tuple(self._address(program, role)) for role in instruction.roles}

    def key(self, value: Expression) -> Key | None:
        value = self.known.meaning(value)
        match value:
            case ParamRef() | ConstRef():
                return type(value).__name__, value.name
            case LocalRef():
                if value.name in self._assigned:
                    return None
                return self.key(self._vars[value.name]) if value.name in self._vars else ("local", value.name)
            case FieldRef():
                written = (self._kind(value.role), value.field) in self._written
                return None if written else ("field", value.role, value.field)
            case RoleId():
                return "role", value.role
            case IntLiteral() | BytesLiteral():
                return "literal", value.value
            case LockIdOf():
                return self._made("id", value.lock)
            case FieldOf():
                part = part_of(self.known, value)
                return self._made(f".{value.field}", value.value) if part is None else self.key(part)
            case CollectionCall():
                return self._made(value.op.value, *operands(value))
            case _:
                return None

    def at(self, statement: Statement, created: str | None = None) -> Same:
        """What is known where a statement runs; of the role that is created there, without what the header says."""
        same = Same()
        for role, pairs in self._header.items():
            for own, given in pairs if role != created else ():
                same.join(own, given)
        for condition in self.known.at(statement):
            if isinstance(condition, Binary) and condition.op is BinaryOp.EQUAL:
                left, right = self.key(condition.left), self.key(condition.right)
                if left is not None and right is not None:
                    same.join(left, right)
        return same

    def _address(self, program: Program, role: Role) -> Iterator[tuple[Key, Key]]:
        """What the header says is in the fields of a role's address."""
        for field, given in derived_fields(program, role):
            key = self.key(given)
            if key is not None:
                yield ("field", role.name, field), key

    def _made(self, how: str, *values: Expression) -> Key | None:
        keys = tuple(self.key(value) for value in values)
        return None if None in keys else (how, *keys)

    def _kind(self, role: str) -> str:
        return self._instruction.role(role).resource


class Same(Groups[Key]):
    """Keys of one value each, in groups that are equal."""

    def group(self, key: Key) -> set[Key]:
        """The key, and every other that is known to be equal; ids of equal locks are equal."""
        found, ahead = set[Key](), [key]
        while ahead:
            one = ahead.pop()
            if one not in found:
                found.add(one)
                ahead += self.members(one)
                if one[0] == "id":
                    ahead += [("id", other) for other in self.group(one[1])]
        return found
