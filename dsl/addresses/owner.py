"""Whose is what lies at an address: the owner that the address names also has the lock.

Who is asked for here is someone who passes locks as they like. Where the lock of a resource that there is only one of,
or the program's key, has to agree, it may open what it likes for others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vprog.dsl.addresses.same import Key, Same, Values, part_of
from vprog.dsl.authority.cover import Cover, own
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.infer import address_parts
from vprog.dsl.frozen import replace
from vprog.dsl.program.declarations import Instruction, LabelAddress, Program, Resource, Role
from vprog.dsl.program.expressions import (
    CollectionCall,
    CollectionOp,
    ConstRef,
    Expression,
    FieldOf,
    FieldRef,
    LocalRef,
    LockIdOf,
    ParamRef,
    RoleId,
)
from vprog.dsl.program.statements import AssignField, Block, Create, Inline, MatchRole, Statement
from vprog.dsl.program.types import LOCK_ID, AddressType, StructType
from vprog.dsl.program.walk import blocks, statements
from vprog.dsl.trust.roots import Roots


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """VP0714 of an address that names an owner."""
    if any(isinstance(s, Create) for s in statements(instruction.body)) and not is_trusted(program, instruction):
        owners = Owners(program, instruction)
        for statement, role, lock in owners.locks():
            owners.check(statement, role, lock, bag)


def is_trusted(program: Program, instruction: Instruction) -> bool:
    """Whether someone that there is only one of has to agree."""
    constant = Roots(program, instruction).constant
    return Cover(constant, key=True, some=constant).holds(instruction.auth)


def named_owners(program: Program, resource: Resource) -> tuple[Expression, ...]:
    """The parts of an address that say whose it is: ids of locks, or else addresses of what stands for someone."""
    parts = plain_parts(resource)
    locks = tuple(part for part in parts if part.type == LOCK_ID)
    return locks or tuple(part for part in parts if _is_person(program, part))


def plain_parts(resource: Resource) -> tuple[Expression, ...]:
    """What an address is derived from, with the fields of a struct in its place."""
    return tuple(_plain(address_parts(resource.address)))


def _plain(parts: Iterable[Expression]) -> Iterator[Expression]:
    for part in parts:
        if isinstance(part.type, StructType):
            yield from _plain(FieldOf(part.span, type_, part, name) for name, type_ in part.type.fields)
        else:
            yield part


def _is_person(program: Program, part: Expression) -> bool:
    """The part is the address of a resource of which everyone has one: it is derived from nothing but a lock."""
    if not isinstance(part.type, AddressType):
        return False
    resource = program.resource(part.type.resource)
    parts = address_parts(resource.address)
    return resource.lock_field is not None and len(parts) == 1 and parts[0].type == LOCK_ID


class Owners:
    """What one instruction creates, and whose it becomes."""

    def __init__(self, program: Program, instruction: Instruction) -> None:
        self._program = program
        self._instruction = instruction
        self._values = Values(program, instruction)

    def locks(self) -> Iterator[tuple[Statement, Role, Expression]]:
        """Every lock that something gets which is created here: in its `create`, or later."""
        created = {s.role for s in statements(self._instruction.body) if isinstance(s, Create)}
        for statement in _on_new(self._instruction.body, created, frozenset()):
            role = next((role for role in self._instruction.roles if role.name == statement.role), None)
            field = None if role is None else self._program.resource(role.resource).lock_field
            if role is None or field is None:
                continue
            if isinstance(statement, AssignField):
                if statement.field == field and not _is_itself(statement):
                    yield statement, role, statement.value
            elif field in (fields := dict(statement.fields)):
                yield statement, role, fields[field]

    def check(self, statement: Statement, role: Role, lock: Expression, bag: DiagnosticBag) -> None:
        owners = named_owners(self._program, self._program.resource(role.resource))
        if owners and not self.is_bound(statement, role, lock, owners):
            from vprog.dsl.rules.vp0714_not_bound_to_owner import of_another

            part = owners[0]
            if isinstance(statement, Create):
                given = dict(statement.fields)
                part = self._said(role.name, part, given) if isinstance(part, FieldOf) else _given(part, given)
                of_another(bag, part.span, role.name, self._shown(part), self._shown(lock), lock.span)
            else:
                name = f"{role.name}.{self._shown(part)}"
                of_another(bag, statement.span, role.name, name, self._shown(lock), lock.span)

    def is_bound(self, statement: Statement, role: Role, lock: Expression, parts: tuple[Expression, ...]) -> bool:
        """Whether one of these parts of the address is known to be of who has the lock, or of a role that agreed."""
        if isinstance(statement, AssignField):
            body = statements(self._instruction.body)
            return all(
                self._is_bound(s, role, lock, parts) for s in body if isinstance(s, Create) and s.role == role.name
            )
        return self._is_bound(statement, role, lock, parts)

    def _is_bound(self, statement: Statement, role: Role, lock: Expression, parts: tuple[Expression, ...]) -> bool:
        """The same, where it is created."""
        same = self._values.at(statement, role.name)
        key = self._values.key(lock)
        keys = set[Key]() if key is None else same.group(key)
        given = dict(statement.fields) if isinstance(statement, Create) else {}
        return any(self._binds(role.name, self._said(role.name, part, given), keys, same) for part in parts)

    def _said(self, created: str, part: Expression, given: dict[str, Expression]) -> Expression:
        """What a part of the address is in the resource that is created; of a struct, what was put into it."""
        if not isinstance(part, FieldOf):
            return _of(created, part)
        inner = self._said(created, part.value, given)
        if isinstance(part.value, FieldRef):
            inner = given.get(part.value.field, inner)
        made = replace(part, span=inner.span, value=inner)
        return part_of(self._values.known, made) or made

    def _binds(self, created: str, part: Expression, lock: set[Key], same: Same) -> bool:
        key = self._values.key(part)
        for one in () if key is None else same.group(key):
            if one[0] == "id" and one[1] in lock:
                return True
            role = self._said_by(one)
            if role not in (None, created) and (self._has_lock(role, lock) or self._agreed(role)):
                return True
        return False

    def _said_by(self, key: Key) -> str | None:
        """The role whose id, lock or own address the key is: the role speaks for it."""
        match key:
            case ("role", str(role)):
                return role
            case ("field", str(role), str(field)):
                address = address_parts(self._kind(role).address)
                return role if any(isinstance(p, FieldRef) and p.field == field for p in address) else None
            case ("id", ("field", str(role), str(field))):
                return role if self._kind(role).lock_field == field else None
            case _:
                return None

    def _has_lock(self, role: str, lock: set[Key]) -> bool:
        return ("field", role, self._kind(role).lock_field) in lock

    def _agreed(self, role: str) -> bool:
        return own(self._instruction.role(role).name).holds(self._instruction.auth)

    def _kind(self, role: str) -> Resource:
        return self._program.resource(self._instruction.role(role).resource)

    def is_of_one(self, lock: Expression) -> bool:
        """The lock is that of a resource that there is only one of."""
        key = self._values.key(lock)
        return key is not None and key[0] == "field" and isinstance(self._kind(str(key[1])).address, LabelAddress)

    def _shown(self, value: Expression) -> str:
        value = self._values.known.meaning(value)
        match value:
            case ParamRef() | ConstRef():
                return value.name
            case LocalRef():
                calls = (s for s in statements(self._instruction.body) if isinstance(s, Inline))
                return next((f"{s.function}(...)" for s in calls if s.name == value.name), value.name)
            case FieldRef():
                return value.field if value.role == "self" else f"{value.role}.{value.field}"
            case RoleId():
                return f"{value.role}.id"
            case FieldOf():
                part = part_of(self._values.known, value)
                return f"{self._shown(value.value)}.{value.field}" if part is None else self._shown(part)
            case CollectionCall(op=CollectionOp.INDEX):
                return f"{self._shown(value.subject)}[...]"
            case LockIdOf():
                return self._shown(value.lock)
            case _:
                return "another"


def _on_new(block: Block, created: set[str], live: frozenset[str]) -> Iterator[Create | AssignField]:
    """What is done to resources that this body creates, without what is done to those that were there before."""
    for statement in block.statements:
        if isinstance(statement, Create | AssignField):
            if statement.role in created and statement.role not in live:
                yield statement
        elif isinstance(statement, MatchRole):
            yield from _on_new(statement.new, created, live - {statement.role})
            yield from _on_new(statement.live, created, live | {statement.role})
        else:
            for inner in blocks(statement):
                yield from _on_new(inner, created, live)


def _is_itself(node: AssignField) -> bool:
    value = node.value
    return isinstance(value, FieldRef) and (value.role, value.field) == (node.role, node.field)


def _of(role: str, part: Expression) -> Expression:
    """A part of a kind's address, of the resource in a role."""
    match part:
        case FieldRef():
            return replace(part, role=role)
        case LockIdOf():
            return replace(part, lock=_of(role, part.lock))
        case _:
            return part


def _given(part: Expression, fields: dict[str, Expression]) -> Expression:
    """What a part of a kind's address is in one that is created."""
    match part:
        case FieldRef():
            return fields.get(part.field, part)
        case LockIdOf():
            return _given(part.lock, fields)
        case _:
            return part
