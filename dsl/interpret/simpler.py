"""What is simpler than a value, and the numbers in it, which shrink together with others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from vprog.dsl.interpret.literals import values_of_test_keys
from vprog.dsl.layout.order import order_of
from vprog.dsl.program import types as t
from vprog.dsl.program.types import Type, integer_of

Path = tuple[int, ...]
"""Where a number stands in a value: indices of the tuples around it."""
_MANY_BYTES = 64


def simpler(type_: Type, value: Any) -> Iterator[Any]:
    """Values of the same type that are simpler, the simplest first. Of numbers only 0 and the positive one: the rest is
    for who knows which of them belong together (`numbers_in`)."""
    if value is None:
        return
    integer = integer_of(type_)
    if integer is not None:
        yield from (0,) if value else ()
        yield from (-value,) if value < 0 and -value <= integer.high else ()
        return
    match type_:
        case t.BoolType():
            yield from (False,) if value else ()
        case t.OptionType():
            yield None
            yield from simpler(type_.inner, value)
        case t.EnumType() if not type_.payloads:
            yield from type_.variants[: type_.variants.index(value)]
        case t.EnumType():
            payload = type_.payload(value[0])
            yield from ((value[0], *fields) for fields in _simpler_fields(payload, value[1:]))
        case t.StructType():
            yield from _simpler_fields(type_.fields, value)
        case t.ArrayType():
            yield from _simpler_items(type_.element, value)
        case t.ListType():
            yield from _shorter(value)
            yield from _simpler_items(type_.element, value)
        case t.SetType():
            yield from _shorter(value)
            yield from _simpler_set(type_, value)
        case t.MapType():
            yield from _shorter(value)
            yield from _simpler_map(type_, value)
        case t.TextType():
            yield from _shorter(value)
            yield from _plainer(value, lambda part: "a" * len(part.encode()))
        case t.BoundedBytesType():
            yield from _shorter(value)
            yield from _plainer(value, _zeros)
        case _:
            named = values_of_test_keys(type_)
            yield from named[: named.index(value)] if value in named else named or _plainer(value, _zeros)


def numbers_in(type_: Type, value: Any) -> Iterator[Path]:
    """The numbers of a value that can be changed one by one; not those that a set or a map is ordered by."""
    if value is None:
        return
    if integer_of(type_) is not None:
        yield ()
        return
    parts: list[tuple[int, Type]] = []
    match type_:
        case t.OptionType():
            yield from numbers_in(type_.inner, value)
        case t.EnumType() if type_.payloads:
            parts = [(i, field) for i, (_, field) in enumerate(type_.payload(value[0]), 1)]
        case t.StructType():
            parts = [(i, field) for i, (_, field) in enumerate(type_.fields)]
        case t.ArrayType() | t.ListType():
            parts = [(i, type_.element) for i in range(len(value))]
        case _:
            pass
    for i, part in parts:
        yield from ((i, *path) for path in numbers_in(part, value[i]))


def number_at(value: Any, path: Path) -> int:
    """The number there."""
    for i in path:
        value = value[i]
    return value


def with_number(value: Any, path: Path, number: int) -> Any:
    """The value with another number there."""
    if not path:
        return number
    i = path[0]
    return (*value[:i], with_number(value[i], path[1:], number), *value[i + 1 :])


def _shorter(value: Any) -> Iterator[Any]:
    if value:
        yield value[:0]
    if len(value) > 1:
        yield value[: len(value) // 2]
        yield from (value[:i] + value[i + 1 :] for i in range(len(value)))


def _plainer(value: Any, plain: Callable[[Any], Any]) -> Iterator[Any]:
    """The text or bytes with more that is plain in it, as many bytes as before."""
    size, half = len(value), len(value) // 2
    found = [plain(value), plain(value[:half]) + value[half:], value[:half] + plain(value[half:])]
    if size <= _MANY_BYTES:
        found += [value[:i] + plain(value[i : i + 1]) + value[i + 1 :] for i in range(size)]
    yield from (made for made in found if made != value)


def _zeros(part: bytes) -> bytes:
    return bytes(len(part))


def _simpler_fields(fields: tuple[tuple[str, Type], ...], values: Any) -> Iterator[tuple[Any, ...]]:
    for i, (_, type_) in enumerate(fields):
        yield from ((*values[:i], candidate, *values[i + 1 :]) for candidate in simpler(type_, values[i]))


def _simpler_items(element: Type, values: Any) -> Iterator[tuple[Any, ...]]:
    return _simpler_fields(tuple(("", element) for _ in values), values)


def _simpler_set(type_: t.SetType, values: Any) -> Iterator[tuple[Any, ...]]:
    for i, item in enumerate(values):
        others = (*values[:i], *values[i + 1 :])
        fresh = (made for made in _closer(type_.element, item) if made not in others)
        yield from (tuple(sorted((*others, made), key=order_of(type_.element))) for made in fresh)


def _simpler_map(type_: t.MapType, pairs: Any) -> Iterator[tuple[Any, ...]]:
    order = order_of(type_.key)
    for i, (key, value) in enumerate(pairs):
        others = (*pairs[:i], *pairs[i + 1 :])
        taken = [other for other, _ in others]
        made = [(fresh, value) for fresh in _closer(type_.key, key) if fresh not in taken]
        made += [(key, fresh) for fresh in _closer(type_.value, value)]
        yield from (tuple(sorted((*others, one), key=lambda pair: order(pair[0]))) for one in made)


def _closer(type_: Type, value: Any) -> Iterator[Any]:
    """As `simpler`, but a number also comes nearer to 0 in ever smaller steps."""
    if integer_of(type_) is None:
        yield from simpler(type_, value)
        return
    step = abs(value)
    while step:
        yield value - step if value > 0 else value + step
        step //= 2
