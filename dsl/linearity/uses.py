"""Where a statement uses value in flight up, and where it only looks at it."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.program.expressions import CoinsValue, Expression, FieldOf, LocalRef, StructLiteral
from vprog.dsl.program.statements import (
    AssignLocal,
    Block,
    Burn,
    Create,
    Exit,
    Inline,
    Let,
    Migrate,
    Put,
    Statement,
    Unpack,
    Yield,
)
from vprog.dsl.program.types import StructType, Type, is_linear
from vprog.dsl.program.walk import blocks, evaluated, statements
from vprog.dsl.source.span import Span


def sinks(statement: Statement) -> tuple[Expression, ...]:
    """The expressions of a statement whose value ends in it (or, in a `let` and a `return`, gets another name)."""
    match statement:
        case Put() | Exit() | Burn():
            return (statement.coins,)
        case Create() | Migrate():
            return tuple(value for _, value in statement.fields)
        case Let() | AssignLocal() | Unpack():
            return _inside(statement.value)
        case Yield():
            return () if statement.value is None else _inside(statement.value)
        case _:
            return ()


def _inside(value: Expression) -> tuple[Expression, ...]:
    """What goes into a value: of a linear struct that is made here, its fields too."""
    if isinstance(value, StructLiteral) and value.type.linear:
        return (value, *(part for field in value.fields for part in _inside(field)))
    return (value,)


def coins_of(statement: Statement) -> Iterator[tuple[str, Span]]:
    """The bindings of value in flight that the statement itself uses up, and where."""
    for value in sinks(statement):
        if isinstance(value, LocalRef) and is_linear(value.type):
            yield value.name, value.span


def reads_of(statement: Statement) -> Iterator[tuple[str, Span]]:
    """The bindings of value in flight that the statement only looks at (`coins.value`, `ticket.amount`), and where."""
    for node in evaluated(statement):
        if isinstance(node, CoinsValue):
            yield node.coins, node.span
        elif isinstance(node, FieldOf) and isinstance(node.value, LocalRef) and is_linear(node.value.type):
            yield node.value.name, node.span


def bound_by(statement: Statement) -> Iterator[tuple[str, Span, Type | None]]:
    """The names under which a statement leaves value in flight to those that follow, where, and of what type."""
    match statement:
        case Let() if is_linear(statement.value.type):
            yield statement.name, statement.span, statement.value.type
        case Unpack() if isinstance(struct := statement.value.type, StructType):
            for name, (_, type_) in zip(statement.names, struct.fields, strict=True):
                if is_linear(type_):
                    yield name, statement.span, type_
        case Inline() if statement.name is not None:
            result = result_of(statement.body)
            if is_linear(result):
                yield statement.name, statement.span, result
        case _:
            return


def result_of(body: Block) -> Type | None:
    """The type of what a call gives back."""
    for node in body.statements:
        if isinstance(node, Yield):
            return None if node.value is None else node.value.type
        if not isinstance(node, Inline):
            for inner in blocks(node):
                found = result_of(inner)
                if found is not None:
                    return found
    return None


def first_use(body: Block, name: str) -> Span | None:
    """Where a binding is used up first in the order of the source, if anywhere."""
    return next((place for s in statements(body) for used, place in coins_of(s) if used == name), None)
