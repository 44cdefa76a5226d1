"""How many bytes a value of a type takes on the wire and in a resource (docs/program-abi.md, "Payload")."""

from __future__ import annotations

from vprog.dsl.program.types import (
    AddressType,
    ArrayType,
    BoolType,
    BoundedBytesType,
    BytesType,
    EnumType,
    ListType,
    LockType,
    MapType,
    OpaqueType,
    OptionType,
    ScriptType,
    SetType,
    StructType,
    TextType,
    Type,
    integer_of,
)

MAX_LOCK_SIZE = 1 + 2 + 16 * 32
"""A multisig lock of 16 keys."""
MAX_SCRIPT_SIZE = 1 + 33
"""An ECDSA destination."""
COUNT_SIZE = 2
"""The u16 in front of bounded bytes, text, lists, sets and maps."""


def fixed_size(type_: Type) -> int | None:
    """Bytes of every value of the type; None when values differ in length, which makes it a tail in layouts."""
    integer = integer_of(type_)
    if integer is not None:
        return integer.bits // 8
    match type_:
        case BoolType():
            return 1
        case EnumType():
            return None if type_.payloads else 1
        case BytesType() | OpaqueType():
            return type_.size
        case AddressType():
            return 32
        case ArrayType():
            element = fixed_size(type_.element)
            return None if element is None else type_.size * element
        case StructType():
            sizes = [None] if type_.linear else [fixed_size(field) for _, field in type_.fields]
            return None if None in sizes else sum(size or 0 for size in sizes)
        case _:
            return None


def size_bounds(type_: Type) -> tuple[int, int]:
    """The least and the greatest number of bytes of a value. A type without a wire form raises TypeError."""
    size = fixed_size(type_)
    if size is not None:
        return size, size
    match type_:
        case LockType():
            return 1, MAX_LOCK_SIZE
        case ScriptType():
            return 33, MAX_SCRIPT_SIZE
        case OptionType():
            return 1, 1 + size_bounds(type_.inner)[1]
        case BoundedBytesType() | TextType():
            return COUNT_SIZE, COUNT_SIZE + type_.max
        case ArrayType():
            low, high = size_bounds(type_.element)
            return type_.size * low, type_.size * high
        case ListType() | SetType():
            return COUNT_SIZE, COUNT_SIZE + type_.max * size_bounds(type_.element)[1]
        case MapType():
            entry = size_bounds(type_.key)[1] + size_bounds(type_.value)[1]
            return COUNT_SIZE, COUNT_SIZE + type_.max * entry
        case StructType() if not type_.linear:
            return _sum(type_.fields)
        case EnumType():
            bounds = [_sum(payload) for payload in type_.payloads]
            return 1 + min(low for low, _ in bounds), 1 + max(high for _, high in bounds)
        case _:
            raise TypeError(f"{type_} has no wire form")


def _sum(fields: tuple[tuple[str, Type], ...]) -> tuple[int, int]:
    bounds = [size_bounds(type_) for _, type_ in fields]
    return sum(low for low, _ in bounds), sum(high for _, high in bounds)
