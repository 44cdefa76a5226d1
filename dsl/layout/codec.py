"""Values to bytes and back, for every type with a wire form.

Values are plain Python: bool, int, bytes (opaque types, addresses, `bytes[N]`; a Lock or L1Script as its encoded
bytes), the variant's name (enums), None or the value (options).
"""

from __future__ import annotations

from vprog.dsl.layout.model import ResourceLayout
from vprog.dsl.program.types import BoolType, EnumType, LockType, OptionType, ScriptType, Type, integer_of
from vprog.wire.codec import DecodeError, Reader
from vprog.wire.errors import GuestError
from vprog.wire.exits import decode_spk
from vprog.wire.locks import read_lock

Value = bool | int | bytes | str | None


def encode(type_: Type, value: Value) -> bytes:
    """The wire bytes of a value that belongs to the type. Raises ValueError or OverflowError for one that does not."""
    integer = integer_of(type_)
    if integer is not None:
        if not isinstance(value, int):
            raise ValueError(f"not a number: {value!r}")
        return value.to_bytes(integer.bits // 8, "little", signed=integer.signed)
    match type_:
        case BoolType():
            return b"\x01" if value else b"\x00"
        case EnumType():
            return bytes([type_.variants.index(str(value))])
        case OptionType():
            return b"\x00" if value is None else b"\x01" + encode(type_.inner, value)
        case _:
            if not isinstance(value, bytes):
                raise ValueError(f"not bytes: {value!r}")
            return value


def decode(type_: Type, reader: Reader, name: str) -> Value:
    """One value off the reader. Raises DecodeError(name) for bytes that are no value of the type."""
    integer = integer_of(type_)
    if integer is not None:
        return int.from_bytes(reader.take(integer.bits // 8, name), "little", signed=integer.signed)
    match type_:
        case BoolType():
            return _flag(reader, name)
        case EnumType():
            index = reader.byte(name)
            if index >= len(type_.variants):
                raise DecodeError(name)
            return type_.variants[index]
        case OptionType():
            return decode(type_.inner, reader, name) if _flag(reader, name) else None
        case LockType():
            return read_lock(reader).encode()
        case ScriptType():
            try:
                return decode_spk(reader).encode()
            except GuestError:
                raise DecodeError(name) from None
        case _:
            size = getattr(type_, "size", 32)
            return reader.take(size, name)


def _flag(reader: Reader, name: str) -> bool:
    flag = reader.byte(name)
    if flag > 1:
        raise DecodeError(name)
    return flag == 1


def encode_resource(layout: ResourceLayout, values: dict[str, Value]) -> bytes:
    """`kind || fields` in stored order."""
    body = b"".join(encode(f.type, values[f.name]) for f in layout.fields)
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
