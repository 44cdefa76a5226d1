"""Whose is what lies at an address: the owner that the address names also has the lock.

Who is asked for here is someone who passes locks as they like. Where the lock of a resource that there is only one of,
or the program's key, has to agree, it may open what it likes for others.
"""

from __future__ import annotations

from vprog.dsl.authority.cover import Cover, conjuncts, own
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.infer import address_parts
from vprog.dsl.program.declarations import Instruction, Program, Resource, Role
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    Expression,
    FieldRef,
    LocalRef,
    LockIdOf,
    ParamRef,
    RoleId,
    Unwrap,
)
from vprog.dsl.program.statements import Create, Let, MatchRole, Put
from vprog.dsl.program.types import LOCK, LOCK_ID, HeldType
from vprog.dsl.program.walk import expressions, statements
from vprog.dsl.trust.roots import Roots, demands


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """VP0714."""
    created = [s for s in statements(instruction.body) if isinstance(s, Create)]
    if created and not _is_trusted(program, instruction):
        owners = _Owners(program, instruction, bag)
        for statement in created:
            owners.created(statement)


def _is_trusted(program: Program, instruction: Instruction) -> bool:
    constant = Roots(program, instruction).constant
    return Cover(constant, key=True, some=constant).holds(instruction.auth)


class _Owners:
    def __init__(self, program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
        self._program = program
        self._instruction = instruction
        self._bag = bag
        body = list(statements(instruction.body))
        self._values = {s.name: s.value for s in body if isinstance(s, Let) and not s.mutable}

    def created(self, node: Create) -> None:
        role = next((role for role in self._instruction.roles if role.name == node.role), None)
        if role is None:
            return
        resource = self._program.resource(role.resource)
        fields = dict(node.fields)
        lock = self._passed(fields[resource.lock_field]) if resource.lock_field in fields else None
        if lock is None:
            return
        parts = [self._part(part, fields) for part in address_parts(resource.address)]
        if any(self._binds(part, lock) for part in parts):
            return
        owners = [part for part in parts if part.type == LOCK_ID and self._passed(part) is not None]
        if owners:
            self._of_another(owners[0], lock, role, fields[resource.lock_field or ""])
        elif role.or_creates:
            self._shared(node, role, resource, lock)

    def _of_another(self, owner: Expression, lock: str, role: Role, place: Expression) -> None:
        from vprog.dsl.rules.vp0714_not_bound_to_owner import of_another

        name = self._passed(owner) or ""
        if not self._is_same(name, lock):
            of_another(self._bag, owner.span, role.name, name, lock, place.span)

    def _shared(self, node: Create, role: Role, resource: Resource, lock: str) -> None:
        from vprog.dsl.rules.vp0714_not_bound_to_owner import shared

        if not any(isinstance(field.type, HeldType) for field in resource.fields):
            return
        matches = (s for s in statements(self._instruction.body) if isinstance(s, MatchRole) and s.role == role.name)
        inside = (s for match in matches for s in statements(match.live))
        put = next((s for s in inside if isinstance(s, Put) and s.role == role.name), None)
        if put is not None:
            shared(self._bag, node.span, role.name, lock, put.span)

    def _part(self, part: Expression, fields: dict[str, Expression]) -> Expression:
        """What a part of the resource's address is in this one."""
        return fields.get(part.field, part) if isinstance(part, FieldRef) else part

    def _binds(self, part: Expression, lock: str) -> bool:
        """The part is made of the lock itself, or of a role that agreed to this."""
        part = self._value(part)
        if isinstance(part, LockIdOf) and self._passed(part.lock) == lock:
            return True
        auth = self._instruction.auth
        named = {n.role for n in expressions(part) if isinstance(n, RoleId | FieldRef)}
        return lock.split(".")[0] in named or (auth is not None and any(own(role).occurs(auth) for role in named))

    def _passed(self, value: Expression) -> str | None:
        """What the sender passes as a lock, or the id of one: a parameter, or the lock of a role."""
        value = self._value(value)
        if isinstance(value, LockIdOf | Unwrap):
            return self._passed(value.lock if isinstance(value, LockIdOf) else value.option)
        if isinstance(value, FieldRef) and value.type == LOCK:
            return f"{value.role}.{value.field}"
        return value.name if isinstance(value, ParamRef) else None

    def _value(self, value: Expression) -> Expression:
        while isinstance(value, LocalRef) and value.name in self._values:
            value = self._values[value.name]
        return value

    def _is_same(self, owner: str, lock: str) -> bool:
        """`id(lock) == owner` is demanded."""
        parts = (part for condition in demands(self._instruction) for part in conjuncts(condition))
        return any(
            {self._passed(part.left), self._passed(part.right)} == {owner, lock}
            for part in parts
            if isinstance(part, Binary) and part.op is BinaryOp.EQUAL
        )
