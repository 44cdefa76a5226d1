"""How many bytes a value of a type takes on the wire and in a resource (docs/program-abi.md, "Payload")."""

from __future__ import annotations

from vprog.dsl.program.types import (
    AddressType,
    BoolType,
    BytesType,
    EnumType,
    LockType,
    OpaqueType,
    OptionType,
    ScriptType,
    Type,
    integer_of,
)

MAX_LOCK_SIZE = 1 + 2 + 16 * 32
"""A multisig lock of 16 keys."""
MAX_SCRIPT_SIZE = 1 + 33
"""An ECDSA destination."""


def fixed_size(type_: Type) -> int | None:
    """Bytes of every value of the type; None when values differ in length, which makes it a tail in layouts."""
    integer = integer_of(type_)
    if integer is not None:
        return integer.bits // 8
    match type_:
        case BoolType() | EnumType():
            return 1
        case BytesType() | OpaqueType():
            return type_.size
        case AddressType():
            return 32
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
        case _:
            raise TypeError(f"{type_} has no wire form")
