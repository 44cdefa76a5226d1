"""What a condition decides besides values: everything that does not happen when it fails or goes another way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vprog.dsl.effects.infer import of_lists
from vprog.dsl.effects.table import Effect, statement_effects
from vprog.dsl.program.declarations import Instruction
from vprog.dsl.program.expressions import (
    CollectionCall,
    CollectionOp,
    Convert,
    Divide,
    Expression,
    Remainder,
    Unwrap,
)
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import AssignField, Block, For, ForEach, ForRoles, Put, Return, Statement
from vprog.dsl.program.walk import blocks, error_of, evaluated, statements

_DEFAULT: dict[type[Any], str] = {
    CollectionCall: "OutOfRange",
    Convert: "Overflow",
    Put: "Overflow",
    Divide: "DivisionByZero",
    Remainder: "DivisionByZero",
}
"""The error of an operation that has none of the author's."""
_ADDS = (CollectionOp.PUSH, CollectionOp.INSERT)
Done = tuple[Effect, Statement]
"""An effect with the statement that has it; what is done to the member of a role list is done to the list."""


class Guarded:
    """What conditions of one instruction guard."""

    def __init__(self, instruction: Instruction) -> None:
        self._lists = members(instruction.body)
        self.everything = tuple(self._done(statements(instruction.body)))
        self._over: dict[int, frozenset[int]] = {}
        self._block(instruction.body, frozenset())

    def behind(self, statement: Statement) -> tuple[Done, ...]:
        """What does not happen when a statement fails: not what is done where the instruction ends before it."""
        over = self._over.get(id(statement))
        return tuple(done for done in self.everything if id(done[1]) not in over) if over else self.everything

    def by(self, statement: Statement) -> tuple[Done, ...]:
        """What depends on the way that a statement with blocks takes: what these do, or everything when one of them
        may end the instruction, well or not."""
        inside = [inner for block in blocks(statement) for inner in statements(block)]
        return self.behind(statement) if any(_may_end(inner) for inner in inside) else tuple(self._done(inside))

    def _block(self, block: Block, over: frozenset[int]) -> None:
        for statement in block.statements:
            self._over[id(statement)] = over & self._over.get(id(statement), over)
            if isinstance(statement, For | ForEach | ForRoles):
                continue  # what ends in one turn may come behind the whole of another
            for nested in blocks(statement):
                self._block(nested, over)
                if any(isinstance(inner, Return) for inner in nested.statements):
                    over |= {id(inner) for inner in statements(nested)}

    def _done(self, inside: Iterable[Statement]) -> Iterator[Done]:
        for statement in inside:
            for effect in of_lists(statement_effects(statement), self._lists):
                yield effect, statement


def _may_end(statement: Statement) -> bool:
    """It returns, or it may fail with an error of the author's own."""
    if isinstance(statement, Return):
        return True
    return any(_own_error(node) for node in (statement, *evaluated(statement, errors=False)))


def _own_error(node: Expression | Statement) -> bool:
    error = error_of(node)
    return error is not None and error.error != _DEFAULT.get(type(node))


def limits(node: Expression, statement: Statement) -> Iterator[tuple[Expression, str | None]]:
    """(value, role): an `else` of the author's own behind a value is a limit by that value, like `require`. Whether
    what is stored into a role fits there is the role's own affair, whatever the error is called: then the role."""
    if not _own_error(node):
        return
    into = statement.role if isinstance(statement, AssignField) and statement.value is node else None
    match node:
        case Unwrap():
            yield node.option, None
        case CollectionCall():
            yield node.subject, into if node.op in _ADDS else None
            for argument in node.arguments:
                yield argument, None
        case Convert():
            yield node.value, into
        case Divide() | Remainder():
            yield node.right, None
        case _:
            pass
