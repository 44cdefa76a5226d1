"""What a value is called where it comes from, so that two ways to write one L1 output are seen to be one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, cast

from vprog.dsl.frozen import record, replace
from vprog.dsl.program.dump_expressions import dump_expression
from vprog.dsl.program.expressions import (
    CollectionCall,
    CollectionLiteral,
    CollectionOp,
    Convert,
    Expression,
    FieldOf,
    FieldRef,
    IntLiteral,
    LocalRef,
    Old,
    OptionSome,
    RoleCount,
    RoleId,
    StructLiteral,
    Unwrap,
    VariantLiteral,
)
from vprog.dsl.program.statements import Inline, Let, MatchOption, MatchVariant, Statement, Unpack
from vprog.dsl.program.types import EnumType, StructType
from vprog.dsl.program.walk import expressions, yields_of

_NOT_WRITTEN = re.compile(r":-?\d+\.\.=-?\d+|; \w+(?=\])")
"""Ranges, and the error of an index."""


@record
class Output:
    """Which output: `key` is the same for the same value. `names`: what it hangs on that may change, locals and roles
    by their names, a field as `.field` (two roles may be one resource)."""

    key: str
    names: frozenset[str]
    value: Expression


def output(value: Expression) -> Output:
    """The one that a resolved value stands for."""
    names: set[str] = set()
    for part in expressions(value, errors=False):
        if isinstance(part, LocalRef):
            names.add(part.name)
        elif isinstance(part, FieldRef):
            names |= {part.role, field_name(part.field)}
        elif isinstance(part, RoleId | RoleCount):
            names.add(part.role)
    return Output(_key(value), frozenset(names), value)


def shown(value: Expression) -> str:
    """About as an author writes it."""
    return f"`{_NOT_WRITTEN.sub('', dump_expression(value))}`"


def field_name(field: str) -> str:
    return f".{field}"


def put_for(name: str, other: Expression, value: Expression) -> Expression:
    """The value with something else in the place of one local."""
    if isinstance(value, LocalRef):
        return other if value.name == name else value
    return _rebuilt(value, lambda part: put_for(name, other, part))


def each_of(whole: Expression) -> Expression:
    """Every element of a resolved collection: `old(...)` of it, which no body has."""
    return Old(whole.span, whole.type, whole)


class Meanings:
    """Bindings that never change, by what they were bound to."""

    def __init__(self) -> None:
        self._named: dict[str, Output] = {}

    def of(self, value: Expression) -> Expression:
        """The value without its bindings, conversions and options, and out of what was put together here."""
        match value:
            case Convert() | OptionSome():
                return self.of(value.value)
            case Unwrap():
                return self.of(value.option)
            case LocalRef():
                return self._named[value.name].value if value.name in self._named else value
            case FieldOf():
                return _part(self.of(value.value), value)
            case CollectionCall() if value.op is CollectionOp.INDEX:
                return _element(_rebuilt(value, self.of))
            case _:
                return _rebuilt(value, self.of)

    def bind(self, statement: Statement, arm: int | None = None) -> None:
        """What a statement binds for those that follow, or for one of its blocks."""
        for name, value in _bound(statement) if arm is None else _bound_inside(statement, arm):
            self._named[name] = output(self.of(value))

    def forget(self, changed: frozenset[str]) -> None:
        """What hangs on these is no longer what it was bound to."""
        self._named = {name: found for name, found in self._named.items() if not found.names & changed}


def _bound(statement: Statement) -> Iterator[tuple[str, Expression]]:
    match statement:
        case Let(mutable=False):
            yield statement.name, statement.value
        case Unpack() if isinstance(struct := statement.value.type, StructType):
            for name, (field, type_) in zip(statement.names, struct.fields, strict=True):
                yield name, FieldOf(statement.span, type_, statement.value, field)
        case Inline() if statement.name is not None:
            results = [node.value for node in yields_of(statement.body) if node.value is not None]
            if len(results) == 1:
                yield statement.name, results[0]
        case _:
            return


def _bound_inside(statement: Statement, arm: int) -> Iterator[tuple[str, Expression]]:
    """By the place of the block among `blocks(statement)`: two arms may use one name."""
    match statement:
        case MatchOption():
            yield statement.binding, statement.option
        case MatchVariant() if isinstance(enum := statement.subject.type, EnumType):
            chosen = statement.arms[arm]
            payload = enum.payload(chosen.variants[0])
            for name, (field, type_) in zip(chosen.bindings, payload, strict=False):
                yield name, FieldOf(statement.span, type_, statement.subject, f"{chosen.variants[0]}.{field}")
        case _:
            return


def _part(whole: Expression, node: FieldOf) -> Expression:
    made: dict[str, Expression] = {}
    if isinstance(whole, StructLiteral):
        made = dict(zip((name for name, _ in whole.type.fields), whole.fields, strict=True))
    elif isinstance(whole, VariantLiteral):
        names = (f"{whole.variant}.{name}" for name, _ in whole.type.payload(whole.variant))
        made = dict(zip(names, whole.fields, strict=True))
    return made.get(node.field) or replace(node, value=whole)


def _element(node: Expression) -> Expression:
    if isinstance(node, CollectionCall) and isinstance(node.subject, CollectionLiteral):
        place, items = node.arguments[0], node.subject.items
        if isinstance(place, IntLiteral) and 0 <= place.value < len(items):
            return items[place.value]
    return node


def _rebuilt(node: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """The node with other operands."""
    changed: dict[str, Any] = {}
    for name, value in _fields(node):
        if isinstance(value, Expression):
            changed[name] = change(value)
        elif isinstance(value, tuple):
            changed[name] = tuple(
                change(part) if isinstance(part, Expression) else part for part in cast("tuple[Any, ...]", value)
            )
    return replace(node, **changed) if changed else node


def _key(node: Expression) -> str:
    """Without positions, ranges and errors: only what decides the value."""
    parts: list[str] = []
    for _, value in _fields(node):
        if isinstance(value, Expression):
            parts.append(_key(value))
        elif isinstance(value, tuple):
            parts += (_key(part) for part in cast("tuple[Any, ...]", value) if isinstance(part, Expression))
        elif isinstance(value, str | int | bytes | Enum):
            parts.append(repr(value))
    return f"{type(node).__name__}({', '.join(parts)})"


def _fields(node: Expression) -> Iterator[tuple[str, Any]]:
    for name in node.__match_args__:
        if name not in ("span", "type"):
            yield name, getattr(node, name)
