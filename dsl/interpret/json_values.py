"""Values of a program as JSON and back, for state files and requests.

Numbers are JSON numbers or decimal strings; bytes, locks, scripts and addresses are hex; a lock may also be
`{"schnorr": key}`, `{"multisig": {"threshold": t, "keys": [...]}}` or `"unlocked"`; an empty option is null.
"""

from __future__ import annotations

from typing import Any, cast

from vprog.dsl.layout.codec import Value, decode
from vprog.dsl.program.types import BoolType, EnumType, LockType, OptionType, Type, integer_of, show
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
        case EnumType():
            return _checked(value, value in type_.variants, f"one of {', '.join(type_.variants)}", place)
        case OptionType():
            return None if value is None else from_json(type_.inner, value, place)
        case LockType():
            return _lock(value, place)
        case _:
            return _exact_bytes(type_, _bytes(value, place), place)


def to_json(type_: Type, value: Value) -> Any:
    """Numbers above 2^53 become strings, bytes hex."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 1 << 53:
        return str(value)
    return value


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
