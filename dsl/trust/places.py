"""Roots of trust by place: a condition on the way to a statement vouches for what that statement does.

What a role decides is done where its effect is, so it is there that the role must have a root. The roots that hold for
the whole instruction are found first (`Roots`); only what these do not cover is looked for here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from vprog.dsl.program.conditions import Conditions, Known, conditions_of
from vprog.dsl.program.declarations import Instruction, LockAddress, Program
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    BytesLiteral,
    CollectionCall,
    CollectionOp,
    ConstRef,
    Expression,
    FieldRef,
    ParamRef,
    RoleId,
)
from vprog.dsl.program.statements import Statement
from vprog.dsl.trust.roots import Named, Roots, changed_fields


class Places:
    """The rooted roles of one instruction where a statement of it runs (None: whatever it runs)."""

    def __init__(self, program: Program, instruction: Instruction, roots: Roots) -> None:
        self._program = program
        self._instruction = instruction
        self._roots = roots
        self._changed = changed_fields(instruction)
        self._found: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    @cached_property
    def _known(self) -> Known:
        return conditions_of(self._instruction)

    def rooted(self, role: str, at: Statement | None) -> bool:
        """Whether this role has a root of trust there."""
        return role in self._roots.rooted or role in self._at(at)[0]

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
                if isinstance(other, FieldRef) and not self._changed(other) and self.constant(other.role, at):
                    return True
        return False

    def is_key(self, value: Expression) -> bool:
        """Whether a value is the field that says which resource a role is: the source of `at lock(...)`. It is as
        good as the role's id."""
        if not isinstance(value, FieldRef) or self._changed(value):
            return False
        address = self._program.resource(self._instruction.role(value.role).resource).address
        return (
            isinstance(address, LockAddress)
            and isinstance(address.source, FieldRef)
            and address.source.field == value.field
        )

    def _at(self, at: Statement | None) -> tuple[frozenset[str], frozenset[str]]:
        found = self._found.get(id(at))
        if found is None:
            named = tuple(self._named(self._known.always if at is None else self._known.at(at)))
            found = self._found[id(at)] = (self._roots.rooted_with(named), self._roots.constant_with(named))
        return found

    def _named(self, conditions: Conditions) -> Iterator[Named]:
        for one, other in self._ties(conditions):
            if isinstance(one, RoleId) or (isinstance(one, FieldRef) and self.is_key(one)):
                if isinstance(other, ConstRef | BytesLiteral):
                    yield one.role, None
                elif isinstance(other, FieldRef) and other.role != one.role and not self._changed(other):
                    yield one.role, other

    def _ties(self, conditions: Conditions) -> Iterator[tuple[Expression, Expression]]:
        """(value, where it comes from): what equals something, either way round, or is in a collection. What an
        option holds counts as its value."""
        meaning = self._known.meaning
        for part in conditions:
            match part:
                case Binary(op=BinaryOp.EQUAL):
                    left, right = meaning(part.left), meaning(part.right)
                    yield left, right
                    yield right, left
                case CollectionCall(op=CollectionOp.CONTAINS):
                    yield meaning(part.arguments[0]), meaning(part.subject)
                case _:
                    pass
