"""Values to bytes and back, for every type with a wire form.

Values are plain Python: bool, int, bytes (opaque types, addresses, `bytes[N]`, `bytes<=N`; a Lock or L1Script as its
encoded bytes), str (text; the variant's name of an enum without payloads), None or the value (options), and tuples:
the elements of an array, a list or a set (ascending), the (key, value) pairs of a map (ascending by key), the fields
of a struct in order, (variant, *fields) for every variant of an enum with payloads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from vprog.dsl.layout.model import ResourceLayout
from vprog.dsl.layout.order import ascending
from vprog.dsl.program import types as t
from vprog.dsl.program.types import Type, integer_of
from vprog.wire.codec import DecodeError, Reader
from vprog.wire.errors import GuestError
from vprog.wire.exits import decode_spk
from vprog.wire.locks import read_lock

Value: TypeAlias = "bool | int | bytes | str | tuple[Value, ...] | None"


def encode(type_: Type, value: Value) -> bytes:
    """The wire bytes of a value that belongs to the type. Raises ValueError or OverflowError for one that does not."""
    return _ENCODERS[type(type_)](type_, value)


def decode(type_: Type, reader: Reader, name: str) -> Value:
    """One value off the reader. Raises DecodeError(name) for bytes that are no value of the type."""
    return _DECODERS[type(type_)](type_, reader, name)


def encode_resource(layout: ResourceLayout, values: dict[str, Value]) -> bytes:
    """`kind || fields` in stored order."""
    body = b"".join([encode(f.type, values[f.name]) for f in layout.fields])
    return bytes([layout.resource.kind]) + body


def decode_resource(layout: ResourceLayout, data: bytes) -> dict[str, Value]:
    """The fields of a live resource of this kind. Raises DecodeError for another kind, short or trailing bytes."""
    reader = Reader(data)
    if reader.byte("kind") != layout.resource.kind:
        raise DecodeError("kind")
    values = {f.name: decode(f.type, reader, f.name) for f in layout.fields}
    if reader.remaining:
        raise DecodeError("trailing bytes")
    return values


def _encode_integer(type_: Any, value: Any) -> bytes:
    integer = integer_of(type_)
    if integer is None or not isinstance(value, int):
        raise ValueError(f"not a number: {value!r}")
    return value.to_bytes(integer.bits // 8, "little", signed=integer.signed)


def _decode_integer(type_: Any, reader: Reader, name: str) -> int:
    integer = integer_of(type_)
    assert integer is not None
    return int.from_bytes(reader.take(integer.bits // 8, name), "little", signed=integer.signed)


def _encode_flag(type_: Any, value: Any) -> bytes:
    return b"\x01" if value else b"\x00"


def _decode_flag(type_: Any, reader: Reader, name: str) -> bool:
    flag = reader.byte(name)
    if flag > 1:
        raise DecodeError(name)
    return flag == 1


def _encode_raw(type_: Any, value: Any) -> bytes:
    if not isinstance(value, bytes):
        raise ValueError(f"not bytes: {value!r}")
    return value


def _encode_sized(type_: Any, value: Any) -> bytes:
    size: int = getattr(type_, "size", 32)
    if not isinstance(value, bytes) or len(value) != size:
        raise ValueError(f"not {size} bytes: {value!r}")
    return value


def _decode_sized(type_: Any, reader: Reader, name: str) -> bytes:
    return reader.take(getattr(type_, "size", 32), name)


def _decode_lock(type_: Any, reader: Reader, name: str) -> bytes:
    return read_lock(reader).encode()


def _decode_script(type_: Any, reader: Reader, name: str) -> bytes:
    try:
        return decode_spk(reader).encode()
    except GuestError:
        raise DecodeError(name) from None


def _encode_option(type_: t.OptionType, value: Value) -> bytes:
    return b"\x00" if value is None else b"\x01" + encode(type_.inner, value)


def _decode_option(type_: t.OptionType, reader: Reader, name: str) -> Value:
    return decode(type_.inner, reader, name) if _decode_flag(type_, reader, name) else None


def _encode_enum(type_: t.EnumType, value: Any) -> bytes:
    if not type_.payloads:
        return bytes([type_.variants.index(str(value))])
    variant, *fields = _tuple(value)
    payload = type_.payload(str(variant))
    body = [encode(field, item) for (_, field), item in zip(payload, fields, strict=True)]
    return bytes([type_.variants.index(str(variant))]) + b"".join(body)


def _decode_enum(type_: t.EnumType, reader: Reader, name: str) -> Value:
    index = reader.byte(name)
    if index >= len(type_.variants):
        raise DecodeError(name)
    variant = type_.variants[index]
    if not type_.payloads:
        return variant
    return (variant, *(decode(field, reader, name) for _, field in type_.payloads[index]))


def _encode_bounded(type_: t.BoundedBytesType | t.TextType, value: Any) -> bytes:
    raw = value.encode() if isinstance(type_, t.TextType) and isinstance(value, str) else value
    if not isinstance(raw, bytes) or len(raw) > type_.max:
        raise ValueError(f"no {t.show(type_)}: {value!r}")
    return len(raw).to_bytes(2, "little") + raw


def _decode_bounded(type_: t.BoundedBytesType | t.TextType, reader: Reader, name: str) -> bytes | str:
    raw = reader.take(_count(type_.max, reader, name), name)
    if isinstance(type_, t.BoundedBytesType):
        return raw
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise DecodeError(name) from None


def _encode_array(type_: t.ArrayType, value: Any) -> bytes:
    if len(_tuple(value)) != type_.size:
        raise ValueError(f"not {type_.size} elements: {value!r}")
    return b"".join([encode(type_.element, item) for item in value])


def _decode_array(type_: t.ArrayType, reader: Reader, name: str) -> Value:
    return tuple([decode(type_.element, reader, name) for _ in range(type_.size)])


def _encode_list(type_: t.ListType | t.SetType, value: Any) -> bytes:
    items = _tuple(value)
    ordered = isinstance(type_, t.ListType) or ascending(type_.element, items)
    if len(items) > type_.max or not ordered:
        raise ValueError(f"no {t.show(type_)}: {value!r}")
    return len(items).to_bytes(2, "little") + b"".join([encode(type_.element, item) for item in items])


def _decode_list(type_: t.ListType | t.SetType, reader: Reader, name: str) -> Value:
    items = tuple([decode(type_.element, reader, name) for _ in range(_count(type_.max, reader, name))])
    if isinstance(type_, t.SetType) and not ascending(type_.element, items):
        raise DecodeError(name)
    return items


def _encode_map(type_: t.MapType, value: Any) -> bytes:
    pairs = [_tuple(pair) for pair in _tuple(value)]
    if len(pairs) > type_.max or not ascending(type_.key, [pair[0] for pair in pairs]):
        raise ValueError(f"no {t.show(type_)}: {value!r}")
    body = [encode(type_.key, key) + encode(type_.value, item) for key, item in pairs]
    return len(pairs).to_bytes(2, "little") + b"".join(body)


def _decode_map(type_: t.MapType, reader: Reader, name: str) -> Value:
    count = _count(type_.max, reader, name)
    pairs = [(decode(type_.key, reader, name), decode(type_.value, reader, name)) for _ in range(count)]
    if not ascending(type_.key, [key for key, _ in pairs]):
        raise DecodeError(name)
    return tuple(pairs)


def _encode_struct(type_: t.StructType, value: Any) -> bytes:
    if type_.linear:
        raise ValueError(f"{type_.name} has no wire form")
    pairs = zip(type_.fields, _tuple(value), strict=True)
    return b"".join([encode(field, item) for (_, field), item in pairs])


def _decode_struct(type_: t.StructType, reader: Reader, name: str) -> Value:
    return tuple([decode(field, reader, name) for _, field in type_.fields])


def _count(most: int, reader: Reader, name: str) -> int:
    count = reader.u16(name)
    if count > most:
        raise DecodeError(name)
    return count


def _tuple(value: Any) -> tuple[Any, ...]:
    if not isinstance(value, tuple):
        raise ValueError(f"not a tuple: {value!r}")
    return value  # pyright: ignore[reportUnknownVariableType] - values are plain Python


_ENCODERS: dict[type[Any], Callable[[Any, Any], bytes]] = {
    t.IntType: _encode_integer,
    t.UnitType: _encode_integer,
    t.HeldType: _encode_integer,
    t.OutputIndexType: _encode_integer,
    t.BoolType: _encode_flag,
    t.EnumType: _encode_enum,
    t.BytesType: _encode_sized,
    t.OpaqueType: _encode_sized,
    t.AddressType: _encode_sized,
    t.LockType: _encode_raw,
    t.ScriptType: _encode_raw,
    t.OptionType: _encode_option,
    t.BoundedBytesType: _encode_bounded,
    t.TextType: _encode_bounded,
    t.ArrayType: _encode_array,
    t.ListType: _encode_list,
    t.SetType: _encode_list,
    t.MapType: _encode_map,
    t.StructType: _encode_struct,
}

_DECODERS: dict[type[Any], Callable[[Any, Reader, str], Value]] = {
    t.IntType: _decode_integer,
    t.UnitType: _decode_integer,
    t.HeldType: _decode_integer,
    t.OutputIndexType: _decode_integer,
    t.BoolType: _decode_flag,
    t.EnumType: _decode_enum,
    t.BytesType: _decode_sized,
    t.OpaqueType: _decode_sized,
    t.AddressType: _decode_sized,
    t.LockType: _decode_lock,
    t.ScriptType: _decode_script,
    t.OptionType: _decode_option,
    t.BoundedBytesType: _decode_bounded,
    t.TextType: _decode_bounded,
    t.ArrayType: _decode_array,
    t.ListType: _decode_list,
    t.SetType: _decode_list,
    t.MapType: _decode_map,
    t.StructType: _decode_struct,
}
"""No row: coins and linear structs are value in flight, an exact type is of expressions only."""
