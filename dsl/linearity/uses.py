"""Where a statement uses coins up, and where it only looks at them."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.program.expressions import CoinsValue, Expression, LocalRef
from vprog.dsl.program.statements import AssignLocal, Block, Burn, Create, Exit, Let, Put, Statement
from vprog.dsl.program.types import CoinsType
from vprog.dsl.program.walk import evaluated, statements
from vprog.dsl.source.span import Span


def sinks(statement: Statement) -> tuple[Expression, ...]:
    """The expressions of a statement whose coins end in it (or, in a `let`, get another name)."""
    match statement:
        case Put() | Exit() | Burn():
            return (statement.coins,)
        case Create():
            return tuple(value for _, value in statement.fields)
        case Let() | AssignLocal():
            return (statement.value,)
        case _:
            return ()


def coins_of(statement: Statement) -> Iterator[tuple[str, Span]]:
    """The coins bindings that the statement itself uses up, and where."""
    for value in sinks(statement):
        if isinstance(value, LocalRef) and isinstance(value.type, CoinsType):
            yield value.name, value.span


def reads_of(statement: Statement) -> Iterator[tuple[str, Span]]:
    """The coins bindings whose amount the statement reads (`coins.value`), and where."""
    for node in evaluated(statement):
        if isinstance(node, CoinsValue):
            yield node.coins, node.span


def first_use(body: Block, name: str) -> Span | None:
    """Where a coins binding is used up first in the order of the source, if anywhere."""
    return next((place for s in statements(body) for used, place in coins_of(s) if used == name), None)
