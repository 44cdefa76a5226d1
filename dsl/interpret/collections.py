"""What collections answer and become: pure functions on tuples, one for each CollectionOp."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vprog.dsl.layout.order import order_of
from vprog.dsl.program.expressions import CollectionOp
from vprog.dsl.program.types import MapType, SetType, Type


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """The collection is full, empty or has no such element; the caller knows which error that is."""


def ask(op: CollectionOp, type_: Type, subject: Any, arguments: list[Any]) -> Any:
    """The operation's value. `type_` is the subject's. Raises Refused."""
    return _OPERATIONS[op](type_, subject, *arguments)


def set_of(type_: SetType, items: tuple[Any, ...]) -> tuple[Any, ...]:
    """The items inserted one by one."""
    return tuple(sorted(set(items), key=order_of(type_.element)))


def _length(type_: Type, subject: Any) -> int:
    return len(subject.encode()) if isinstance(subject, str) else len(subject)


def _index(type_: Type, subject: Any, index: int) -> Any:
    _inside(subject, index)
    return subject[index]


def _contains(type_: Type, subject: Any, item: Any) -> bool:
    if isinstance(type_, MapType):
        return any(key == item for key, _ in subject)
    return item in subject


def _get(type_: Type, subject: Any, key: Any) -> Any:
    return next((value for at, value in subject if at == key), None)


def _push(type_: Any, subject: Any, item: Any) -> Any:
    if len(subject) >= type_.max:
        raise Refused
    return (*subject, item)


def _pop(type_: Type, subject: Any) -> Any:
    if not subject:
        raise Refused
    return subject[:-1]


def _replace(type_: Type, subject: Any, index: int, item: Any) -> Any:
    _inside(subject, index)
    return (*subject[:index], item, *subject[index + 1 :])


def _insert(type_: Any, subject: Any, item: Any, value: Any = None) -> Any:
    if isinstance(type_, SetType):
        if item in subject:
            return subject
        return _room(type_, sorted((*subject, item), key=order_of(type_.element)))
    key_order = order_of(type_.key)
    others = [pair for pair in subject if pair[0] != item]
    return _room(type_, sorted((*others, (item, value)), key=lambda pair: key_order(pair[0])))


def _remove(type_: Type, subject: Any, item: Any) -> Any:
    left = tuple(at for at in subject if (at[0] if isinstance(type_, MapType) else at) != item)
    if len(left) == len(subject):
        raise Refused
    return left


def _inside(subject: Any, index: int) -> None:
    if not 0 <= index < len(subject):
        raise Refused


def _room(type_: Any, items: list[Any]) -> tuple[Any, ...]:
    if len(items) > type_.max:
        raise Refused
    return tuple(items)


_OPERATIONS: dict[CollectionOp, Callable[..., Any]] = {
    CollectionOp.LENGTH: _length,
    CollectionOp.INDEX: _index,
    CollectionOp.CONTAINS: _contains,
    CollectionOp.GET: _get,
    CollectionOp.PUSH: _push,
    CollectionOp.POP: _pop,
    CollectionOp.REPLACE: _replace,
    CollectionOp.INSERT: _insert,
    CollectionOp.REMOVE: _remove,
}
