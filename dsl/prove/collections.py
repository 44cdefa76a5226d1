"""Operations on collections over symbols: the meaning of `CollectionOp`. None of them changes its subject."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen

from vprog.dsl.program.expressions import CollectionCall, CollectionOp
from vprog.dsl.program.types import (
    BOOL,
    ArrayType,
    ListType,
    MapType,
    OptionType,
    SetType,
    Type,
    element_of,
)
from vprog.dsl.prove.explorer import Explorer
from vprog.dsl.prove.path import Path
from vprog.dsl.prove.solver import Term, all_of, any_of, choose, negated, number
from vprog.dsl.prove.values import Heap, Option, Sequence, Symbolic, either, equal, is_exact, most


@frozen(eq=False)
class Operation:
    """One call: its node, the values of its operands, where it happens, and how it notes a check."""

    node: CollectionCall
    subject: Any
    arguments: list[Any]
    path: Path
    explorer: Explorer
    check: Callable[[str, Term], None]
    """(kind, what must hold)"""

    @property
    def most(self) -> int:
        return most(self.node.subject.type)

    def unknown(self, type_: Type) -> Any:
        return self.explorer.unknown(self.path, type_)


def literal(type_: Type, items: tuple[Symbolic, ...], path: Path, explorer: Explorer) -> Symbolic:
    """`[a, b]`."""
    if is_exact(type_) and isinstance(type_, ArrayType | ListType):
        rest = (explorer.unknown(path, type_.element) for _ in range(most(type_) - len(items)))
        return Sequence((*items, *rest), number(len(items)))
    found = explorer.unknown(path, type_)
    assert isinstance(found, Heap)
    # Of a set's elements some may be the same.
    least = min(len(items), 1) if isinstance(type_, SetType) else len(items)
    path.assume(all_of([found.length >= least, found.length <= len(items)]))
    return found


def call(operation: Operation) -> Any:
    """The result; where it needs something of the subject, a check comes first."""
    op, arguments = operation.node.op, operation.arguments
    if op in (CollectionOp.INDEX, CollectionOp.REPLACE):
        operation.check("index", all_of([arguments[0] >= 0, arguments[0] < operation.subject.length]))
    return _OPERATIONS[op](operation)


def _index(x: Operation) -> Any:
    if isinstance(x.subject, Heap):
        return x.unknown(element_of(x.node.subject.type))
    items: tuple[Symbolic, ...] = x.subject.items
    found = items[-1]
    for n in reversed(range(len(items) - 1)):
        found = either(x.arguments[0] == n, items[n], found)
    return found


def _contains(x: Operation) -> Term:
    if isinstance(x.subject, Heap):
        found = x.unknown(BOOL)
        # In an empty one there is nothing.
        x.path.assume(any_of([x.subject.length > 0, negated(found)]))
        return found
    pairs = enumerate(x.subject.items)
    return any_of([all_of([number(n) < x.subject.length, equal(item, x.arguments[0])]) for n, item in pairs])


def _get(x: Operation) -> Option:
    assert isinstance(x.node.subject.type, MapType)
    found = x.unknown(OptionType(x.node.subject.type.value))
    x.path.assume(any_of([x.subject.length > 0, negated(found.present)]))
    return found


def _push(x: Operation) -> Symbolic:
    x.check("push", x.subject.length < x.most)
    if isinstance(x.subject, Heap):
        return _resized(x, x.subject.length + 1)
    pairs = enumerate(x.subject.items)
    items = tuple(either(x.subject.length == n, x.arguments[0], item) for n, item in pairs)
    return Sequence(items, x.subject.length + 1)


def _pop(x: Operation) -> Symbolic:
    x.check("pop", x.subject.length > 0)
    if isinstance(x.subject, Heap):
        return _resized(x, x.subject.length - 1)
    return Sequence(x.subject.items, x.subject.length - 1)


def _replace(x: Operation) -> Symbolic:
    if isinstance(x.subject, Heap):
        return _resized(x, x.subject.length)
    pairs = enumerate(x.subject.items)
    return Sequence(tuple(either(x.arguments[0] == n, x.arguments[1], item) for n, item in pairs), x.subject.length)


def _insert(x: Operation) -> Symbolic:
    """One more, or as many as before where it was there already: which, nobody knows."""
    new = x.unknown(BOOL)
    x.path.assume(any_of([x.subject.length > 0, new]))
    x.check("insert", any_of([x.subject.length < x.most, negated(new)]))
    return _resized(x, x.subject.length + choose(new, number(1), number(0)))


def _remove(x: Operation) -> Symbolic:
    there = x.unknown(BOOL)
    x.path.assume(any_of([x.subject.length > 0, negated(there)]))
    if x.node.error is not None:
        x.check("remove", there)
    return _resized(x, x.subject.length - choose(there, number(1), number(0)))


def _resized(x: Operation, length: Term) -> Symbolic:
    """Any collection of that length."""
    found = x.unknown(x.node.subject.type)
    x.path.assume(found.length == length)
    return found


_OPERATIONS: dict[CollectionOp, Callable[[Operation], Any]] = {
    CollectionOp.LENGTH: lambda x: x.subject.length,
    CollectionOp.INDEX: _index,
    CollectionOp.CONTAINS: _contains,
    CollectionOp.GET: _get,
    CollectionOp.PUSH: _push,
    CollectionOp.POP: _pop,
    CollectionOp.REPLACE: _replace,
    CollectionOp.INSERT: _insert,
    CollectionOp.REMOVE: _remove,
}
