"""Which roles have a root of trust (rule 9): which resource they are is not the sender's choice alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from vprog.dsl.authority.cover import always, conjuncts, cover, required_of_members
from vprog.dsl.effects.infer import address_parts
from vprog.dsl.frozen import replace
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
    FieldOf,
    FieldRef,
    IntLiteral,
    LockIdOf,
    ParamRef,
    RoleId,
)
from vprog.dsl.program.statements import AssignField, Create, Migrate, Require
from vprog.dsl.program.walk import expressions, statements
from vprog.dsl.source.span import Span

Named = tuple[str, FieldRef | None]
"""A role, and the field that says which resource it is; None: a constant says so."""
_GIVES = (CollectionOp.INDEX, CollectionOp.GET)


class Roots:
    """The rooted roles of one instruction, and who vouches for whom.

    What an instruction creates holds what the sender chose, so it vouches for nobody; about itself it may decide.
    """

    def __init__(self, program: Program, instruction: Instruction) -> None:
        self._instruction = instruction
        self._demands = demands(instruction)
        self._members = tuple(required_of_members(instruction))
        created = frozenset(r.name for r in instruction.roles if r.access is Access.CREATES)
        self._created = created
        labelled = frozenset(r.name for r in instruction.roles if isinstance(r.address, LabelAddress))
        self.agreed = frozenset(
            r.name for r in instruction.roles if cover(program, instruction, r.name).holds(instruction.auth)
        )
        self._related = _relations(instruction, self.agreed)
        self.constant = self._closure(labelled - created)
        self.rooted = self._closure((self.constant | self.agreed) - created) | created

    def rooted_with(self, more: Iterable[Named]) -> frozenset[str]:
        """The rooted roles where these roles are named, too."""
        created = self._created
        return self._closure((self.constant | self.agreed) - created, tuple(more)) | created

    def constant_with(self, more: Iterable[Named]) -> frozenset[str]:
        """The roles that nobody chooses where these roles are named, too."""
        return self._closure(self.constant, tuple(more))

    def vouchers(self, role: str, more: Iterable[Named] = ()) -> Mapping[str, Span]:
        """The unrooted roles whose fields or ids say which resource an unrooted role is, with the place, in header
        order. A role whose address the sender has a part in has none by its address."""
        pairs = (*self._related, *more)
        named = {field.role: field.span for known, field in pairs if known == role and field is not None}
        if not self.loose(role):
            for part in address_parts(self._instruction.role(role).address):
                named |= {n.role: n.span for n in expressions(part) if isinstance(n, FieldRef | RoleId)}
        order = [r.name for r in self._instruction.roles if r.name in named.keys() - self.rooted - {role}]
        return {name: named[name] for name in order}

    def loose(self, role: str) -> tuple[ParamRef, ...]:
        """The parameters in the address of a role, each once."""
        parts = address_parts(self._instruction.role(role).address)
        found = {n.name: n for part in reversed(parts) for n in expressions(part) if isinstance(n, ParamRef)}
        return tuple(reversed(found.values()))

    def _closure(self, start: frozenset[str], more: tuple[Named, ...] = ()) -> frozenset[str]:
        """Adds what the rooted ones vouch for, until nothing changes."""
        found = set(start)
        while True:
            ahead = [r for r in self._instruction.roles if r.name not in found | self._created]
            new = {r.name for r in ahead if self._follows(r, found) or _is_named(r.name, found, more)}
            if not new:
                return frozenset(found)
            found |= new

    def _follows(self, role: Role, found: set[str]) -> bool:
        if _is_named(role.name, found, self._related):
            return True
        if any(_is_constant(role.name, condition) for condition in self._demands):
            return True
        if any(of == role.name and _is_constant(name, condition) for name, of, condition in self._members):
            return True
        parts = address_parts(role.address)
        return bool(parts) and all(_is_rooted(part, found) for part in parts)


def _is_named(role: str, found: set[str], pairs: Iterable[Named]) -> bool:
    return any(known == role and (field is None or field.role in found) for known, field in pairs)


def _relations(instruction: Instruction, agreed: frozenset[str]) -> tuple[tuple[str, FieldRef], ...]:
    """Every demanded `role.id == other.field` and `other.field.contains(role.id)`; in the body only of fields that the
    body leaves alone. For a role list it is demanded of every member. What each member of a list names is named
    by the list where all of it agrees: then it has a member."""
    header = [pair for where in instruction.conditions for pair in vouched(where.condition)]
    changed = changed_fields(instruction)
    body = [pair for condition in _required(instruction) for pair in vouched(condition)]
    for name, of, condition in required_of_members(instruction):
        for role, ref in vouched(condition):
            if role == name and ref.role != name:
                body.append((of, ref))
            elif ref.role == name and role != name and of in agreed:
                body.append((role, replace(ref, role=of)))
    return (*header, *(pair for pair in body if not changed(pair[1])))


def changed_fields(instruction: Instruction) -> Callable[[FieldRef], bool]:
    """Whether the body itself says what is in a field: then a condition in the body says nothing about what was there.
    An assignment may go to the same resource under another name."""
    body = list(statements(instruction.body))
    assigned = {(instruction.role(s.role).resource, s.field) for s in body if isinstance(s, AssignField)}
    made = {s.role for s in body if isinstance(s, Create | Migrate)}
    return lambda ref: ref.role in made or (instruction.role(ref.role).resource, ref.field) in assigned


def vouched(condition: Expression) -> Iterator[tuple[str, FieldRef]]:
    """The roles that a condition ties to a field of another: by `role.id == other.field`, or because a collection in
    that field holds the id."""
    for part in conjuncts(condition):
        for one, two in ties(part):
            field = within(two)
            if isinstance(one, RoleId) and field is not None:
                yield one.role, field


def ties(part: Expression) -> Iterator[tuple[Expression, Expression]]:
    """(value, where it comes from): what equals something, either way round, or is in a collection."""
    match part:
        case Binary(op=BinaryOp.EQUAL):
            yield part.left, part.right
            yield part.right, part.left
        case CollectionCall(op=CollectionOp.CONTAINS):
            yield part.arguments[0], part.subject
        case _:
            pass


def within(value: Expression, meaning: Callable[[Expression], Expression] = lambda value: value) -> FieldRef | None:
    """The field of a role that a value is, or is a part of: of its struct, or one of its elements."""
    while True:
        value = meaning(value)
        match value:
            case FieldRef():
                return value
            case FieldOf():
                value = value.value
            case CollectionCall() if value.op in _GIVES:
                value = value.subject
            case _:
                return None


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
