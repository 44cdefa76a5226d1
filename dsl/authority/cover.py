"""Which roles an `auth` clause covers, in every way that it can be satisfied (rule 8)."""

from __future__ import annotations

from attrs import frozen

from vprog.dsl.effects.infer import leaves
from vprog.dsl.program.declarations import (
    Auth,
    AuthAll,
    AuthAny,
    AuthKey,
    AuthLock,
    AuthThreshold,
    Instruction,
    LabelAddress,
    Program,
    TupleAddress,
)
from vprog.dsl.program.expressions import Binary, BinaryOp, Expression, FieldRef, RoleId


@frozen
class Cover:
    """The authorities that speak for one role: locks of these roles, and, at a constant address, the program's key."""

    locks: frozenset[str]
    key: bool

    def missing(self, auth: Auth | None) -> Auth | None:
        """The part of `auth` that can be satisfied without this cover, or None when every way includes it."""
        match auth:
            case None:
                raise ValueError("no auth clause: ask before")
            case AuthLock():
                return None if auth.role in self.locks else auth
            case AuthKey():
                return None if self.key else auth
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


def relations(condition: Expression) -> tuple[tuple[str, FieldRef], ...]:
    """Every `role.id == other.field` (either way round) that a condition demands."""
    found: list[tuple[str, FieldRef]] = []
    for part in conjuncts(condition):
        if isinstance(part, Binary) and part.op is BinaryOp.EQUAL:
            for one, two in ((part.left, part.right), (part.right, part.left)):
                if isinstance(one, RoleId) and isinstance(two, FieldRef):
                    found.append((one.role, two))
    return tuple(found)


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
    """Roles whose id is a part of this role's address, by the header or by a `where` on a field of the address."""
    declared = instruction.role(role)
    found: set[str] = set()
    if isinstance(declared.address, TupleAddress):
        found |= {part.role for part in declared.address.parts if isinstance(part, RoleId)}
    address = program.resource(declared.resource).address
    if isinstance(address, TupleAddress):
        fields = {part.field for part in address.parts if isinstance(part, FieldRef)}
        for where in instruction.conditions:
            for parent, reference in relations(where.condition):
                if reference.role == role and reference.field in fields:
                    found.add(parent)
    return found - {role}
