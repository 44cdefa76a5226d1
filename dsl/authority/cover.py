"""Which roles an `auth` clause covers, in every way that it can be satisfied (rule 8)."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.effects.infer import leaves
from vprog.dsl.frozen import record
from vprog.dsl.program.conditions import conditions_of
from vprog.dsl.program.declarations import (
    Auth,
    AuthAll,
    AuthAny,
    AuthKey,
    AuthLock,
    AuthMany,
    AuthThreshold,
    Instruction,
    LabelAddress,
    Program,
    TupleAddress,
)
from vprog.dsl.program.expressions import Binary, BinaryOp, Expression, FieldRef, RoleId
from vprog.dsl.program.statements import Block, ForRoles, Inline, Require, Return, Statement
from vprog.dsl.program.walk import blocks, statements


@record
class Cover:
    """The authorities that speak for one role: locks of these roles, and, at a constant address, the program's key."""

    locks: frozenset[str]
    key: bool
    some: frozenset[str] = frozenset()
    """Role lists of which any one member speaks for the role; those in `locks` must agree with all members."""

    def missing(self, auth: Auth | None) -> Auth | None:
        """The part of `auth` that can be satisfied without this cover, or None when every way includes it."""
        match auth:
            case None:
                raise ValueError("no auth clause: ask before")
            case AuthLock():
                return None if auth.role in self.locks else auth
            case AuthKey():
                return None if self.key else auth
            case AuthMany():
                enough = self.some if auth.threshold is not None else self.some | self.locks
                return None if auth.role in enough else auth
            case AuthAll():
                return None if any(self.missing(part) is None for part in auth.parts) else auth
            case AuthAny():
                return next((part for part in auth.parts if self.missing(part) is not None), None)
            case AuthThreshold():
                without = [part for part in auth.parts if self.missing(part) is not None]
                return without[0] if len(without) >= auth.threshold else None

    def holds(self, auth: Auth | None) -> bool:
        """Every way to satisfy `auth` includes one of these authorities."""
        return auth is not None and self.missing(auth) is None

    def occurs(self, auth: Auth | None) -> bool:
        """Some part of `auth` is one of these authorities."""
        return any(self.missing(leaf) is None for leaf in leaves(auth))


def cover(program: Program, instruction: Instruction, role: str) -> Cover:
    """What may speak for a role: its own lock, those of its parents and, for a constant address, the program's key."""
    constant = isinstance(instruction.role(role).address, LabelAddress)
    return Cover(frozenset(_lineage(program, instruction, role)), constant)


def own(role: str) -> Cover:
    """Only the role's own lock."""
    return Cover(frozenset({role}), False)


def conjuncts(condition: Expression) -> tuple[Expression, ...]:
    """The parts of `a and b and c`."""
    if isinstance(condition, Binary) and condition.op is BinaryOp.AND:
        return (*conjuncts(condition.left), *conjuncts(condition.right))
    return (condition,)


def required_of_members(instruction: Instruction) -> Iterator[tuple[str, str, Expression]]:
    """(member, list, condition): what every member of a role list must meet, or the instruction fails: `require` on
    every path of a loop that goes through the list on every path of the body."""
    if all(role.many is None for role in instruction.roles):
        return
    for statement in always(instruction.body):
        if isinstance(statement, ForRoles):
            for inner in always(statement.body):
                if isinstance(inner, Require):
                    yield statement.name, statement.role, inner.condition


def always(block: Block) -> Iterator[Statement]:
    """The statements of a block that every successful path runs: those before a possible `return`."""
    for statement in block.statements:
        nested = blocks(statement)
        if isinstance(statement, Return) or any(isinstance(s, Return) for inner in nested for s in statements(inner)):
            return
        if isinstance(statement, Inline):
            yield from always(statement.body)
        yield statement


def relations(condition: Expression) -> tuple[tuple[str, FieldRef], ...]:
    """Every `role.id == other.field` (either way round) that a condition demands."""
    found: list[tuple[str, FieldRef]] = []
    for part in conjuncts(condition):
        if isinstance(part, Binary) and part.op is BinaryOp.EQUAL:
            for one, two in ((part.left, part.right), (part.right, part.left)):
                if isinstance(one, RoleId) and isinstance(two, FieldRef):
                    found.append((one.role, two))
    return tuple(found)


def _demanded(instruction: Instruction) -> tuple[Expression, ...]:
    if any(isinstance(statement, Require) for statement in statements(instruction.body)):
        return conditions_of(instruction).always
    return tuple(where.condition for where in instruction.conditions)


def _lineage(program: Program, instruction: Instruction, role: str) -> set[str]:
    """The role, the roles that its address is derived from, those that theirs are, and so on."""
    found: set[str] = set()
    ahead = [role]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += _parents(program, instruction, name)
    return found


def _parents(program: Program, instruction: Instruction, role: str) -> set[str]:
    """Roles whose id is a part of this role's address: by the header, or because a `where`, or a `require` that no path
    avoids, asks for it. A field of an address never changes, so it does not matter where it is asked."""
    declared = instruction.role(role)
    found: set[str] = set()
    if isinstance(declared.address, TupleAddress):
        found |= {part.role for part in declared.address.parts if isinstance(part, RoleId)}
    address = program.resource(declared.resource).address
    if isinstance(address, TupleAddress):
        fields = {part.field for part in address.parts if isinstance(part, FieldRef)}
        for condition in _demanded(instruction):
            for parent, reference in relations(condition):
                if reference.role == role and reference.field in fields:
                    found.add(parent)
        for member, of, condition in required_of_members(instruction):
            for parent, reference in relations(condition):
                if of == role and reference.role == member and reference.field in fields:
                    found.add(parent)
    return found - {role}
