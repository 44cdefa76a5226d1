"""Which roles have a root of trust (rule 9): which resource they are is not the sender's choice alone."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.authority.cover import always, conjuncts, cover, relations, required_of_members
from vprog.dsl.effects.infer import address_parts
from vprog.dsl.program.declarations import Access, Instruction, LabelAddress, Program, Role
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    BytesLiteral,
    CollectionCall,
    CollectionOp,
    ConstRef,
    Convert,
    EnumLiteral,
    Expression,
    FieldRef,
    IntLiteral,
    LockIdOf,
    RoleId,
)
from vprog.dsl.program.statements import AssignField, Require
from vprog.dsl.program.walk import statements


class Roots:
    """The rooted roles of one instruction, and who vouches for whom.

    What an instruction creates holds what the sender chose, so it vouches for nobody; about itself it may decide.
    """

    def __init__(self, program: Program, instruction: Instruction) -> None:
        self._instruction = instruction
        self._related = _relations(program, instruction)
        self._demands = demands(instruction)
        self._members = tuple(required_of_members(instruction))
        created = frozenset(r.name for r in instruction.roles if r.access is Access.CREATES)
        labelled = frozenset(r.name for r in instruction.roles if isinstance(r.address, LabelAddress))
        self.agreed = frozenset(
            r.name for r in instruction.roles if cover(program, instruction, r.name).holds(instruction.auth)
        )
        self.constant = self._closure(labelled - created)
        self.rooted = self._closure((self.constant | self.agreed) - created) | created

    def vouchers(self, role: str) -> tuple[str, ...]:
        """The roles whose fields or ids say which resource this role is, in header order."""
        named = {field.role for known, field in self._related if known == role}
        for part in address_parts(self._instruction.role(role).address):
            if isinstance(part, FieldRef | RoleId):
                named.add(part.role)
        return tuple(r.name for r in self._instruction.roles if r.name in named - {role})

    def _closure(self, start: frozenset[str]) -> frozenset[str]:
        """Adds what the rooted ones vouch for, until nothing changes."""
        found = set(start)
        while True:
            more = {r.name for r in self._instruction.roles if r.name not in found and self._follows(r, found)}
            if not more:
                return frozenset(found)
            found |= more

    def _follows(self, role: Role, found: set[str]) -> bool:
        if any(known == role.name and field.role in found for known, field in self._related):
            return True
        if any(_is_constant(role.name, condition) for condition in self._demands):
            return True
        if any(of == role.name and _is_constant(name, condition) for name, of, condition in self._members):
            return True
        parts = address_parts(role.address)
        return bool(parts) and all(_is_rooted(part, found) for part in parts)


def _relations(program: Program, instruction: Instruction) -> tuple[tuple[str, FieldRef], ...]:
    """Every demanded `role.id == other.field` and `other.field.contains(role.id)`; in the body only of fields that the
    body leaves alone. For a role list it is demanded of every member."""
    header = [pair for where in instruction.conditions for pair in vouched(where.condition)]
    assigned = {
        (instruction.role(s.role).resource, s.field) for s in statements(instruction.body) if isinstance(s, AssignField)
    }
    body = [pair for condition in _required(instruction) for pair in vouched(condition)]
    for name, of, condition in required_of_members(instruction):
        body += [(of, ref) for role, ref in vouched(condition) if role == name and ref.role != name]
    kept = [(role, ref) for role, ref in body if (instruction.role(ref.role).resource, ref.field) not in assigned]
    return (*header, *kept)


def vouched(condition: Expression) -> tuple[tuple[str, FieldRef], ...]:
    """The roles that a condition ties to a field of another: by `role.id == other.field`, or because a collection in
    that field holds the id."""
    held = [
        (part.arguments[0].role, part.subject)
        for part in conjuncts(condition)
        if isinstance(part, CollectionCall)
        and part.op is CollectionOp.CONTAINS
        and isinstance(part.subject, FieldRef)
        and isinstance(part.arguments[0], RoleId)
    ]
    return (*relations(condition), *((role, field) for role, field in held))


def demands(instruction: Instruction) -> tuple[Expression, ...]:
    """Conditions without which the instruction cannot succeed: `where`, and `require` on every path of the body."""
    return (*(where.condition for where in instruction.conditions), *_required(instruction))


def _required(instruction: Instruction) -> Iterator[Expression]:
    """Whatever fails undoes the whole transaction, so a `require` protects what stands before it too; not behind a
    possible `return`."""
    return (statement.condition for statement in always(instruction.body) if isinstance(statement, Require))


def _is_constant(role: str, condition: Expression) -> bool:
    """`role.id == CONSTANT` is demanded."""
    for part in conjuncts(condition):
        if isinstance(part, Binary) and part.op is BinaryOp.EQUAL:
            for one, two in ((part.left, part.right), (part.right, part.left)):
                if isinstance(one, RoleId) and one.role == role and isinstance(two, ConstRef | BytesLiteral):
                    return True
    return False


def _is_rooted(part: Expression, found: set[str]) -> bool:
    match part:
        case ConstRef() | BytesLiteral() | IntLiteral() | EnumLiteral():
            return True
        case FieldRef() | RoleId():
            return part.role in found
        case LockIdOf():
            return _is_rooted(part.lock, found)
        case Convert():
            return _is_rooted(part.value, found)
        case _:
            return False
