"""What an instruction says about which of its roles belong together: every equality that it asks for anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.effects.infer import address_parts
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    CollectionCall,
    CollectionOp,
    Expression,
    FieldRef,
    LocalRef,
    ParamRef,
    RoleId,
)
from vprog.dsl.program.statements import Create, Let
from vprog.dsl.program.walk import evaluated, expressions, statements

Key = tuple[str, str]
"""A value that says which resource: a role and its field, or "id"; "" and a parameter."""
ID = "id"


class Ties:
    """Groups of keys that are equal. It asks whether a tie was thought of, not whether it holds on every path."""

    def __init__(self, program: Program, instruction: Instruction) -> None:
        self._instruction = instruction
        body = list(statements(instruction.body))
        self._values = {s.name: s.value for s in body if isinstance(s, Let) and not s.mutable}
        self._leader: dict[Key, Key] = {}
        self.tied: set[str] = set()
        """Roles whose id is asked about, or that are derived from something."""
        for role in instruction.roles:
            if address_parts(role.address):
                parts = address_parts(role.address)
                self.tied |= {role.name, *(part.role for part in parts if isinstance(part, RoleId))}
                declared = address_parts(program.resource(role.resource).address)
                for own, given in zip(declared, parts, strict=False):
                    if isinstance(own, FieldRef):
                        self._same((role.name, own.field), given)
        for statement in body:
            if isinstance(statement, Create):
                for name, value in statement.fields:
                    self._same((statement.role, name), value)
        for node in _asked(instruction):
            self._equality(node)

    def equal(self, first: Key, second: Key) -> bool:
        return self._find(first) == self._find(second)

    def _equality(self, node: Expression) -> None:
        if isinstance(node, CollectionCall) and node.op is CollectionOp.CONTAINS:
            self.tied.update(inner.role for inner in expressions(node) if isinstance(inner, RoleId | FieldRef))
        if not isinstance(node, Binary) or node.op not in (BinaryOp.EQUAL, BinaryOp.NOT_EQUAL):
            return
        left, right = self._key(node.left), self._key(node.right)
        for side in (left, right):
            if side is not None and side[1] == ID:
                self.tied.add(side[0])
        if left is not None and right is not None:
            self._join(left, right)
            if left[0] != right[0]:
                self.tied.update({left[0], right[0]})

    def _same(self, key: Key, value: Expression) -> None:
        other = self._key(value)
        if other is not None:
            self._join(key, other)

    def _key(self, value: Expression) -> Key | None:
        match value:
            case FieldRef():
                return value.role, value.field
            case RoleId():
                return value.role, ID
            case ParamRef():
                return "", value.name
            case LocalRef() if value.name in self._values:
                return self._key(self._values[value.name])
            case _:
                return None

    def _find(self, key: Key) -> Key:
        while key in self._leader:
            key = self._leader[key]
        return key

    def _join(self, first: Key, second: Key) -> None:
        one, two = self._find(first), self._find(second)
        if one != two:
            self._leader[one] = two


def _asked(instruction: Instruction) -> Iterator[Expression]:
    for where in instruction.conditions:
        yield from expressions(where.condition, errors=False)
    for statement in statements(instruction.body):
        yield from evaluated(statement, errors=False)
