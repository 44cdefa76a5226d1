"""Roots of trust by place: a condition on the way to a statement vouches for what that statement does.

What a role decides is done where its effect is, so it is there that the role must have a root. The roots that hold for
the whole instruction are found first (`Roots`); only what these do not cover is looked for here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from vprog.dsl.effects.infer import address_parts
from vprog.dsl.program.conditions import Conditions, Known, conditions_of
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    BytesLiteral,
    CollectionCall,
    CollectionOp,
    ConstRef,
    Expression,
    FieldRef,
    LocalRef,
    Not,
    ParamRef,
    RoleId,
)
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import ForEach, MatchVariant, Statement
from vprog.dsl.source.span import Span
from vprog.dsl.trust.roots import Named, Roots, changed_fields, ties, within


class Places:
    """The rooted roles of one instruction where a statement of it runs (None: whatever it runs)."""

    def __init__(self, program: Program, instruction: Instruction, roots: Roots) -> None:
        self._program = program
        self._instruction = instruction
        self._roots = roots
        self._changed = changed_fields(instruction)
        self._lists = members(instruction.body)
        self._found: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    @cached_property
    def _known(self) -> Known:
        return conditions_of(self._instruction)

    def rooted(self, role: str, at: Statement | None) -> bool:
        """Whether this role has a root of trust there."""
        return role in self._roots.rooted or role in self._at(at)[0]

    def vouchers(self, role: str, at: Statement | None) -> Mapping[str, Span]:
        """The unrooted roles that say which resource an unrooted role is, there."""
        return self._roots.vouchers(role, self._pairs(at))

    def constant(self, role: str, at: Statement | None) -> bool:
        """Whether nobody chooses which resource this is, there."""
        return role in self._roots.constant or role in self._at(at)[1]

    def fixed(self, value: Expression, at: Statement) -> bool:
        """Whether a parameter can only be a constant there, or what a role that nobody chooses holds."""
        value = self._known.meaning(value)
        if not isinstance(value, ParamRef):
            return False
        for one, other in self._ties(self._known.at(at)):
            if isinstance(one, ParamRef) and one.name == value.name:
                if isinstance(other, ConstRef | BytesLiteral):
                    return True
                field = self._kept(other)
                if field is not None and self.constant(field.role, at):
                    return True
        return False

    def is_key(self, value: Expression) -> bool:
        """Whether a value is the field that says which resource a role is: all that `at lock(...)` or `at (...)` has.
        It is as good as the role's id."""
        if not isinstance(value, FieldRef) or self._changed(value):
            return False
        parts = address_parts(self._program.resource(self._instruction.role(value.role).resource).address)
        return len(parts) == 1 and isinstance(parts[0], FieldRef) and parts[0].field == value.field

    def ties(self, condition: Expression, role: str, at: Statement | None) -> bool:
        """Whether a condition only compares fields of this role with what rooted roles are or hold: it says to whom
        the role belongs, and nothing about them."""
        return all(self._is_tie(part, role, at) for part in self._known.parts(condition))

    def _is_tie(self, part: Expression, role: str, at: Statement | None) -> bool:
        lists = self._lists
        match part:
            case Binary(op=BinaryOp.EQUAL | BinaryOp.NOT_EQUAL):
                sides = part.left, part.right
            case CollectionCall(op=CollectionOp.CONTAINS):
                sides = part.arguments[0], part.subject
            case Not():
                return self._is_tie(part.operand, role, at)
            case _:
                return False
        whose = [lists.get(home, home) for home in map(self._home, sides) if home is not None]
        return len(whose) == 2 and all(home == role or self.rooted(home, at) for home in whose)

    def _home(self, value: Expression) -> str | None:
        """The role that a value is of: its id, or what is in a field of it."""
        value = self._known.meaning(value)
        if isinstance(value, RoleId):
            return value.role
        field = within(value, self._origin)
        return None if field is None else field.role

    def _at(self, at: Statement | None) -> tuple[frozenset[str], frozenset[str]]:
        found = self._found.get(id(at))
        if found is None:
            named = self._pairs(at)
            found = self._found[id(at)] = (self._roots.rooted_with(named), self._roots.constant_with(named))
        return found

    def _pairs(self, at: Statement | None) -> tuple[Named, ...]:
        return tuple(self._named(self._known.always if at is None else self._known.at(at)))

    def _named(self, conditions: Conditions) -> Iterator[Named]:
        for one, other in self._ties(conditions):
            if isinstance(one, RoleId) or (isinstance(one, FieldRef) and self.is_key(one)):
                if isinstance(other, ConstRef | BytesLiteral):
                    yield one.role, None
                elif (field := self._kept(other)) is not None and field.role != one.role:
                    yield one.role, field

    def _kept(self, value: Expression) -> FieldRef | None:
        """The field that a value comes from, if the body leaves it alone."""
        field = within(value, self._origin)
        return None if field is None or self._changed(field) else field

    def _origin(self, value: Expression) -> Expression:
        """What a value comes from: of an element or of what an arm takes out of a variant, all of it."""
        value = self._known.meaning(value)
        if isinstance(value, LocalRef):
            binder = self._known.bindings.binder(value)
            return self._origin(binder.subject) if isinstance(binder, ForEach | MatchVariant) else value
        return value

    def _ties(self, conditions: Conditions) -> Iterator[tuple[Expression, Expression]]:
        """The ties that conditions demand. What an option holds counts as its value."""
        meaning = self._known.meaning
        return ((meaning(one), meaning(other)) for part in conditions for one, other in ties(part))
