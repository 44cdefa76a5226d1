"""Values to bytes and back, checked: what the codecs of generated clients are made of.

Encoding a value that its type does not hold raises ClientError; reading bytes that hold no value raises
`vprog.wire.codec.DecodeError` with the name of the field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import IntEnum
from itertools import pairwise
from typing import TypeVar

from vprog.client.errors import ClientError
from vprog.wire.codec import DecodeError, Reader
from vprog.wire.errors import GuestError
from vprog.wire.exits import StandardSpk, decode_spk
from vprog.wire.locks import Lock, read_lock

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
E = TypeVar("E", bound=IntEnum)


def unsigned(name: str, value: int, bits: int) -> bytes:
    """Little-endian."""
    return _integer(name, value, bits, 0, (1 << bits) - 1)


def signed(name: str, value: int, bits: int) -> bytes:
    """Little-endian two's complement."""
    return _integer(name, value, bits, -(1 << (bits - 1)), (1 << (bits - 1)) - 1)


def _integer(name: str, value: int, bits: int, low: int, high: int) -> bytes:
    if not low <= value <= high:
        raise ClientError("out-of-range", f"`{name}` is from {low} to {high}, got {value}")
    return value.to_bytes(bits // 8, "little", signed=low < 0)


def raw(name: str, value: bytes, size: int) -> bytes:
    """Exactly `size` bytes."""
    if len(value) != size:
        raise ClientError("wrong-length", f"`{name}` has {size} bytes, got {len(value)}")
    return bytes(value)


def boolean(value: bool) -> bytes:
    return b"\x01" if value else b"\x00"


def variant(value: IntEnum) -> bytes:
    return bytes([value])


def option(value: T | None, encode: Callable[[T], bytes]) -> bytes:
    """`00`, or `01` and the value."""
    return b"\x00" if value is None else b"\x01" + encode(value)


def bounded(name: str, value: bytes, most: int) -> bytes:
    """u16 length, the bytes."""
    return _count(name, len(value), most) + bytes(value)


def text(name: str, value: str, most: int) -> bytes:
    """u16 length in bytes, the text as UTF-8."""
    try:
        return bounded(name, value.encode(), most)
    except UnicodeEncodeError:
        raise ClientError("bad-text", f"`{name}` holds what is no character") from None


def array(name: str, value: Sequence[T], size: int, encode: Callable[[T], bytes]) -> bytes:
    """Exactly `size` elements."""
    if len(value) != size:
        raise ClientError("wrong-length", f"`{name}` has {size} elements, got {len(value)}")
    return b"".join(encode(item) for item in value)


def items(name: str, value: Sequence[T], most: int, encode: Callable[[T], bytes]) -> bytes:
    """u16 count, the elements."""
    return _count(name, len(value), most) + b"".join(encode(item) for item in value)


def ascending(name: str, value: AbstractSet[K], most: int, encode: Callable[[K], bytes]) -> bytes:
    """u16 count, the elements in ascending order."""
    return _count(name, len(value), most) + b"".join(encode(item) for item in ordered(value))


def entries(
    name: str,
    value: Mapping[K, V],
    most: int,
    encode_key: Callable[[K], bytes],
    encode_value: Callable[[V], bytes],
) -> bytes:
    """u16 count, keys in ascending order, each with its value."""
    body = b"".join(encode_key(key) + encode_value(value[key]) for key in ordered(value))
    return _count(name, len(value), most) + body


def ordered(values: Iterable[K]) -> list[K]:
    """Set elements or map keys as they lie on the wire: numbers by value, bytes lexicographically."""
    return sorted(values, key=_order)


def members(name: str, addresses: Sequence[K], most: int) -> tuple[K, ...]:
    """The resources of a role list, at most `most`."""
    if len(addresses) > most:
        raise ClientError("too-long", f"`{name}` has at most {most} resources, got {len(addresses)}")
    return tuple(addresses)


def given(name: str, value: T | None, needed_for: str) -> T:
    """A value that may be left out, except that `needed_for` is worked out from it."""
    if value is None:
        raise ClientError("missing-argument", f"give `{needed_for}`, or `{name}`, from which it is derived")
    return value


def read_unsigned(reader: Reader, name: str, bits: int) -> int:
    return int.from_bytes(reader.take(bits // 8, name), "little")


def read_signed(reader: Reader, name: str, bits: int) -> int:
    return int.from_bytes(reader.take(bits // 8, name), "little", signed=True)


def read_boolean(reader: Reader, name: str) -> bool:
    """One byte: 0 or 1, nothing else."""
    flag = reader.byte(name)
    if flag > 1:
        raise DecodeError(name)
    return flag == 1


def read_variant(reader: Reader, name: str, variants: type[E]) -> E:
    try:
        return variants(reader.byte(name))
    except ValueError:
        raise DecodeError(name) from None


def read_option(reader: Reader, name: str, read: Callable[[], T]) -> T | None:
    return read() if read_boolean(reader, name) else None


def read_bounded(reader: Reader, name: str, most: int) -> bytes:
    return reader.take(_read_count(reader, name, most), name)


def read_text(reader: Reader, name: str, most: int) -> str:
    try:
        return read_bounded(reader, name, most).decode("utf-8")
    except UnicodeDecodeError:
        raise DecodeError(name) from None


def read_array(size: int, read: Callable[[], T]) -> tuple[T, ...]:
    return tuple([read() for _ in range(size)])


def read_items(reader: Reader, name: str, most: int, read: Callable[[], T]) -> tuple[T, ...]:
    return read_array(_read_count(reader, name, most), read)


def read_ascending(reader: Reader, name: str, most: int, read: Callable[[], K]) -> frozenset[K]:
    """DecodeError unless each element stands strictly behind the one before it."""
    found = read_items(reader, name, most, read)
    _check_ascending(name, found)
    return frozenset(found)


def read_entries(
    reader: Reader, name: str, most: int, read_key: Callable[[], K], read_value: Callable[[], V]
) -> dict[K, V]:
    """DecodeError unless each key stands strictly behind the one before it."""
    found = read_items(reader, name, most, lambda: (read_key(), read_value()))
    _check_ascending(name, [key for key, _ in found])
    return dict(found)


def read_script(reader: Reader, name: str) -> StandardSpk:
    try:
        return decode_spk(reader)
    except GuestError:
        raise DecodeError(name) from None


def read_lock_value(reader: Reader) -> Lock:
    return read_lock(reader)


def resource_reader(data: bytes, kind: int) -> Reader:
    """A reader behind the kind byte. DecodeError for another kind."""
    reader = Reader(data)
    if reader.byte("kind") != kind:
        raise DecodeError("kind")
    return reader


def end(reader: Reader) -> None:
    """DecodeError when bytes are left."""
    if reader.remaining:
        raise DecodeError("trailing bytes")


def _count(name: str, count: int, most: int) -> bytes:
    if count > most:
        raise ClientError("too-long", f"`{name}` holds at most {most}, got {count}")
    return count.to_bytes(2, "little")


def _read_count(reader: Reader, name: str, most: int) -> int:
    count = reader.u16(name)
    if count > most:
        raise DecodeError(name)
    return count


def _order(value: object) -> tuple[int, bytes]:
    """A number, or bytes: a type has keys of one of the two."""
    return (value, b"") if isinstance(value, int) else (0, value if isinstance(value, bytes) else b"")


def _check_ascending(name: str, found: Sequence[object]) -> None:
    keys = [_order(key) for key in found]
    if any(a >= b for a, b in pairwise(keys)):
        raise DecodeError(name)
