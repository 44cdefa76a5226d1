"""Values of a program as JSON and back, for state files and requests.

Numbers are JSON numbers or decimal strings; bytes, locks, scripts and addresses are hex; a lock may also be
`{"schnorr": key}`, `{"multisig": {"threshold": t, "keys": [...]}}` or `"unlocked"`; an empty option is null. Text is
text, arrays, lists and sets are lists, a map is a list of pairs, a struct an object of its fields, a variant of an enum
with payloads an object of its fields and `"variant"` (alone, its name will do).
"""

from __future__ import annotations

from typing import Any, cast

from vprog.dsl.layout.codec import Value, decode, encode
from vprog.dsl.layout.order import order_of
from vprog.dsl.program.types import (
    ArrayType,
    BoolType,
    BoundedBytesType,
    EnumType,
    ListType,
    LockType,
    MapType,
    OptionType,
    SetType,
    StructType,
    TextType,
    Type,
    integer_of,
    show,
)
from vprog.wire.codec import DecodeError, Reader
from vprog.wire.locks import SchnorrLock, UnlockedLock, decode_lock, multisig


class JsonValueError(ValueError):
    """A JSON value that is no value of the type; the message names the place."""


def from_json(type_: Type, value: Any, place: str) -> Value:
    """The value. Raises JsonValueError."""
    integer = integer_of(type_)
    if integer is not None:
        return _number(value, integer.low, integer.high, place)
    match type_:
        case BoolType():
            return _checked(value, isinstance(value, bool), "true or false", place)
        case EnumType() if type_.payloads:
            return _variant(type_, value, place)
        case EnumType():
            return _checked(value, value in type_.variants, f"one of {', '.join(type_.variants)}", place)
        case OptionType():
            return None if value is None else from_json(type_.inner, value, place)
        case LockType():
            return _lock(value, place)
        case TextType():
            return _fitting(type_, _checked(value, isinstance(value, str), "text", place), place)
        case BoundedBytesType():
            return _fitting(type_, _bytes(value, place), place)
        case ArrayType() | ListType():
            items = [from_json(type_.element, item, f"{place}[{i}]") for i, item in enumerate(_list(value, place))]
            return _fitting(type_, tuple(items), place)
        case SetType():
            items = {from_json(type_.element, item, f"{place}[{i}]") for i, item in enumerate(_list(value, place))}
            return _fitting(type_, tuple(sorted(items, key=order_of(type_.element))), place)
        case MapType():
            return _map(type_, value, place)
        case StructType():
            return _fields(type_.fields, value, place, ())
        case _:
            return _exact_bytes(type_, _bytes(value, place), place)


def to_json(type_: Type, value: Value) -> Any:
    """Numbers above 2^53 become strings, bytes hex."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 1 << 53:
        return str(value)
    if not isinstance(value, tuple):
        return value
    match type_:
        case OptionType():
            return to_json(type_.inner, value)
        case ArrayType() | ListType() | SetType():
            return [to_json(type_.element, item) for item in value]
        case MapType():
            pairs = cast("tuple[tuple[Value, Value], ...]", value)
            return [[to_json(type_.key, key), to_json(type_.value, item)] for key, item in pairs]
        case StructType():
            return {name: to_json(field, item) for (name, field), item in zip(type_.fields, value, strict=True)}
        case EnumType():
            variant, *fields = value
            payload = type_.payload(str(variant))
            shown = {name: to_json(field, item) for (name, field), item in zip(payload, fields, strict=True)}
            return {"variant": variant, **shown}
        case _:
            raise TypeError(f"a tuple is no {show(type_)}")


def _list(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise JsonValueError(f"{place}: expected a list")
    return cast("list[Any]", value)


def _fitting(type_: Type, value: Value, place: str) -> Value:
    """A value of the right shape that may be too long."""
    try:
        encode(type_, value)
    except ValueError:
        raise JsonValueError(f"{place}: this is no {show(type_)}") from None
    return value


def _map(type_: MapType, value: Any, place: str) -> Value:
    found: dict[Any, Value] = {}
    for i, pair in enumerate(_list(value, place)):
        at = f"{place}[{i}]"
        if len(_list(pair, at)) != 2:
            raise JsonValueError(f"{at}: expected [key, value]")
        key = from_json(type_.key, pair[0], f"{at}.key")
        if key in found:
            raise JsonValueError(f"{at}: this key is there already")
        found[key] = from_json(type_.value, pair[1], f"{at}.value")
    order = order_of(type_.key)
    pairs: list[Any] = sorted(found.items(), key=lambda pair: order(pair[0]))
    return _fitting(type_, tuple(pairs), place)


def _fields(fields: tuple[tuple[str, Type], ...], value: Any, place: str, more: tuple[str, ...]) -> tuple[Value, ...]:
    names = [name for name, _ in fields]
    if not isinstance(value, dict):
        raise JsonValueError(f"{place}: expected an object of {', '.join(names) or 'nothing'}")
    given = cast("dict[str, Any]", value)
    for name in given:
        if name not in names and name not in more:
            raise JsonValueError(f"{place}: no field `{name}`; there are: {', '.join(names) or 'none'}")
    return tuple([from_json(type_, given.get(name), f"{place}.{name}") for name, type_ in fields])


def _variant(type_: EnumType, value: Any, place: str) -> Value:
    given = cast("dict[str, Any]", value) if isinstance(value, dict) else {"variant": value}
    name = given.get("variant")
    _checked(name, name in type_.variants, f"a variant: one of {', '.join(type_.variants)}", place)
    return (name, *_fields(type_.payload(str(name)), given, place, ("variant",)))


def _number(value: Any, low: int, high: int, place: str) -> int:
    if isinstance(value, str) and value.removeprefix("-").isdecimal() and len(value) < 90:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise JsonValueError(f"{place}: expected an integer from {low} to {high}")
    return value


def _checked(value: Any, good: bool, expected: str, place: str) -> Value:
    if not good:
        raise JsonValueError(f"{place}: expected {expected}")
    return value


def _bytes(value: Any, place: str) -> bytes:
    if isinstance(value, str):
        try:
            return bytes.fromhex(value.removeprefix("0x"))
        except ValueError:
            pass
    raise JsonValueError(f"{place}: expected bytes as hex")


def _exact_bytes(type_: Type, raw: bytes, place: str) -> bytes:
    reader = Reader(raw)
    try:
        value = decode(type_, reader, place)
    except DecodeError:
        value = None
    if not isinstance(value, bytes) or reader.remaining:
        raise JsonValueError(f"{place}: these bytes are no {show(type_)}")
    return value


def _lock(value: Any, place: str) -> bytes:
    try:
        match value:
            case "unlocked":
                return UnlockedLock().encode()
            case {"schnorr": key}:
                return SchnorrLock(_bytes(key, place)).encode()
            case {"multisig": {"threshold": int(threshold), "keys": keys}}:
                return multisig(threshold, [_bytes(key, place) for key in _keys(keys, place)]).encode()
            case _:
                return decode_lock(_bytes(value, place)).encode()
    except (ValueError, DecodeError) as error:
        raise JsonValueError(f"{place}: no lock: {error}") from None


def _keys(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise JsonValueError(f"{place}: the keys of a multisig are a list")
    return cast("list[Any]", value)
