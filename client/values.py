"""Values to bytes and back, checked: what the codecs of generated clients are made of.

Encoding a value that its type does not hold raises ClientError; reading bytes that hold no value raises
`vprog.wire.codec.DecodeError` with the name of the field.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import TypeVar

from vprog.client.errors import ClientError
from vprog.wire.codec import DecodeError, Reader
from vprog.wire.errors import GuestError
from vprog.wire.exits import StandardSpk, decode_spk
from vprog.wire.locks import Lock, read_lock

T = TypeVar("T")
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
