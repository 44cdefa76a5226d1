"""What must hold where a statement runs: the conditions without which an instruction that runs it cannot succeed.

Whatever fails undoes the whole transaction, so a `require` speaks for what stands before it as well as for what stands
behind it, as long as no path leads around it. A condition is about the values at its own place: who relies on one about
a field has to see that nothing writes the field.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import cast

from vprog.dsl.frozen import replace
from vprog.dsl.newest import newest
from vprog.dsl.program.bindings import Bindings
from vprog.dsl.program.declarations import Instruction
from vprog.dsl.program.expressions import (
    OPPOSITE,
    Binary,
    BinaryOp,
    BoolLiteral,
    CollectionCall,
    CollectionOp,
    Expression,
    FieldRef,
    LocalRef,
    Not,
    Unwrap,
)
from vprog.dsl.program.statements import (
    AssignField,
    Block,
    Create,
    For,
    ForEach,
    ForRoles,
    If,
    Inline,
    Let,
    MatchEnum,
    MatchOption,
    MatchRole,
    MatchVariant,
    Require,
    Return,
    Statement,
)
from vprog.dsl.program.types import BOOL
from vprog.dsl.program.walk import blocks, statements

_LOOPS = (For, ForEach, ForRoles)

Conditions = tuple[Expression, ...]
"""Each holds by itself; no `and` among them. A `not` stands only before what has no opposite of its own."""


@newest
def conditions_of(instruction: Instruction) -> Known:
    """Those of an instruction, whose analyses ask for them one after the other."""
    return Known(instruction)


class Known:
    """The conditions of one instruction, by the place that they speak for."""

    def __init__(self, instruction: Instruction) -> None:
        body = self._body = instruction.body
        self._at: dict[int, tuple[Conditions, Conditions]] = {}
        self._behind: dict[int, Conditions] = {}
        self._returning: set[int] = set()
        """Statements that may end the instruction, themselves or in a block of theirs."""
        self._find_returns(body)
        self._header = tuple(part for where in instruction.conditions for part in self.parts(where.condition))
        self.always: Conditions = (*self._header, *self._demanded(body))
        """Without which the instruction cannot succeed at all."""

    @cached_property
    def bindings(self) -> Bindings:
        """What each use of a local stands for."""
        return Bindings(self._body)

    @cached_property
    def values(self) -> dict[str, Expression]:
        """What a name that never changes stands for: bindings, results of calls, what a `some(name)` took out. Only
        names that are bound once; `meaning` knows the others too."""
        return self.bindings.names()

    def at(self, statement: Statement) -> Conditions:
        """What holds when this statement runs and the instruction succeeds. Of an equality either side may be first;
        what a `create` puts into a field is an equality too."""
        if not self._at:
            self._block(self._body, self._header, ())
        before, after = self._at.get(id(statement), ((), ()))
        return (*before, *after)

    def parts(self, condition: Expression, holds: bool = True) -> Conditions:
        """What follows from a condition, or from its opposite."""
        match condition:
            case Not():
                return self.parts(condition.operand, not holds)
            case Binary() if condition.op in (BinaryOp.AND, BinaryOp.OR):
                if (condition.op is BinaryOp.AND) == holds:  # of `a or b` neither is known by itself
                    return (*self.parts(condition.left, holds), *self.parts(condition.right, holds))
            case Binary() if not holds:
                return (replace(condition, op=OPPOSITE[condition.op]),) if condition.op in OPPOSITE else ()
            case LocalRef():
                if (value := self.bindings.value(condition)) is not None:
                    return self.parts(value, holds)
            case _:
                pass
        return (condition if holds else Not(condition.span, BOOL, condition),)

    def meaning(self, value: Expression) -> Expression:
        """What a value is called where it comes from: behind bindings that never change, and out of its option."""
        while True:
            if isinstance(value, LocalRef) and (bound := self.bindings.value(value)) is not None:
                value = bound
            elif isinstance(value, Unwrap):
                value = value.option
            else:
                return value

    def _block(self, block: Block, before: Conditions, tail: Conditions) -> None:
        """`before` is known where the block starts; `tail` is demanded where it ends."""
        demanded = list(self._behind_each(block, tail))
        for statement, after in zip(block.statements, reversed(demanded), strict=True):
            own = self._left(statement) if isinstance(statement, Create) else ()
            here, known = (*before, *own), self._at.get(id(statement))
            if known is None:
                self._at[id(statement)] = here, after
            else:  # one node at two places
                both = (*here, *after)
                self._at[id(statement)] = tuple(part for part in (*known[0], *known[1]) if part in both), ()
            self._inside(statement, before, after)
            before = (*before, *self._left(statement))

    def _inside(self, statement: Statement, before: Conditions, after: Conditions) -> None:
        if isinstance(statement, _LOOPS) and id(statement) in self._returning:
            after = ()  # a later turn may go around it
        for block in blocks(statement):
            self._block(block, (*before, *self._chosen(statement, block)), after)

    def _behind_each(self, block: Block, tail: Conditions) -> Iterator[Conditions]:
        """What is asked for behind each statement, from the last to the first, and up to one that may return."""
        for statement in reversed(block.statements):
            yield tail
            tail = () if id(statement) in self._returning else (*self._left(statement), *tail)

    def _demanded(self, block: Block) -> Conditions:
        """What the statements of a block ask for, up to where one of them may end the instruction."""
        found: list[Expression] = []
        for statement in block.statements:
            if id(statement) in self._returning:
                break
            found += self._left(statement)
        return tuple(found)

    def _find_returns(self, block: Block) -> bool:
        found = False
        for statement in block.statements:
            inside = [self._find_returns(inner) for inner in blocks(statement)]
            if isinstance(statement, Return) or any(inside):
                self._returning.add(id(statement))
                found = True
        return found

    def _left(self, statement: Statement) -> Conditions:
        """What is known behind a statement that was run."""
        if id(statement) not in self._behind:
            self._behind[id(statement)] = self._learned(statement)
        return self._behind[id(statement)]

    def _learned(self, statement: Statement) -> Conditions:
        """The same, when it is asked for first."""
        match statement:
            case Require():
                return self.parts(statement.condition)
            case Create():
                return tuple(
                    Binary(value.span, BOOL, BinaryOp.EQUAL, FieldRef(value.span, value.type, statement.role, n), value)
                    for n, value in statement.fields
                )
            case Inline():
                return self._demanded(statement.body)
            case If() | MatchRole() | MatchOption() | MatchEnum() | MatchVariant():
                return self._left_by(statement)
            case Let() if isinstance(statement.value, Unwrap):
                return self._found(statement.value)
            case AssignField():
                return self._removed(statement.value)
            case _:
                return ()

    def _found(self, option: Expression) -> Conditions:
        """Where a map gave a value, the key is in it."""
        option = self.meaning(option)
        if isinstance(option, CollectionCall) and option.op is CollectionOp.GET:
            return (_contains(option),)
        return ()

    def _removed(self, value: Expression) -> Conditions:
        """What was taken out of a collection, or else an error, was in it."""
        if isinstance(value, CollectionCall) and value.op is CollectionOp.REMOVE and value.error is not None:
            return (_contains(value),)
        return ()

    def _left_by(self, statement: Statement) -> Conditions:
        """What all branches ask for that go on behind it; one that ends the instruction was not the one taken."""
        nested = blocks(statement)
        taken = [block for block in nested if not is_left(block)]
        known = [(*self._chosen(statement, block), *self._demanded(block)) for block in taken]
        if isinstance(statement, If) and statement.otherwise is None:
            known.append(self.parts(statement.condition, False))
        if not known:
            return ()
        first, *others = known
        if others and any(isinstance(inner, AssignField) for block in taken for inner in statements(block)):
            return ()  # a field may be another one in each of them
        shapes = [[self._shape(part) for part in other] for other in others]
        return tuple(part for part in first if all(self._shape(part) in other for other in shapes))

    def _shape(self, node: object) -> object:
        """Equal of the same condition at two places."""
        if isinstance(node, LocalRef):
            node = self.meaning(node)
        if isinstance(node, LocalRef):
            binder = self.bindings.binder(node)
            return node.name, id(node if binder is None else binder)
        if isinstance(node, tuple):
            return tuple(map(self._shape, cast("tuple[object, ...]", node)))
        names = cast("tuple[str, ...]", getattr(node, "__match_args__", ()))
        if "span" not in names:
            return node
        return type(node), *(self._shape(getattr(node, name)) for name in names if name != "span")

    def _chosen(self, statement: Statement, block: Block) -> Conditions:
        """What is known because a statement went into one of its blocks."""
        if isinstance(statement, If):
            return self.parts(statement.condition, block is statement.then)
        if isinstance(statement, MatchOption) and block is statement.some:
            return self._found(statement.option)
        return ()


def _contains(call: CollectionCall) -> Expression:
    return CollectionCall(call.span, BOOL, CollectionOp.CONTAINS, call.subject, call.arguments[:1], None)


def is_left(block: Block) -> bool:
    """Every path through the block ends the instruction, or fails: `require false` is how an arm says that."""
    return any(
        isinstance(statement, Return)
        or (isinstance(statement, Require) and isinstance(no := statement.condition, BoolLiteral) and not no.value)
        or (
            not isinstance(statement, _LOOPS)
            and (nested := blocks(statement))
            and len(nested) > 1 - isinstance(statement, Inline)
            and all(is_left(inner) for inner in nested)
        )
        for statement in block.statements
    )
