"""Types as JSON: the name an author writes, how the value lies on the wire, and how many bytes it takes."""

from __future__ import annotations

from typing import Any

from vprog.dsl.layout.sizes import fixed_size, size_bounds
from vprog.dsl.program.types import (
    AddressType,
    ArrayType,
    BoolType,
    BoundedBytesType,
    BytesType,
    EnumType,
    HeldType,
    IntType,
    ListType,
    LockType,
    MapType,
    OpaqueType,
    OptionType,
    OutputIndexType,
    ScriptType,
    SetType,
    StructType,
    TextType,
    Type,
    UnitType,
    show,
)


def type_document(type_: Type) -> dict[str, Any]:
    """`name`, `encoding`, what the encoding needs (`bits`, `of`, `resource` ...), and the size."""
    low, high = size_bounds(type_)
    size: dict[str, Any] = {"size": low} if fixed_size(type_) is not None else {"min_size": low, "max_size": high}
    return {"name": show(type_), **_encoding(type_), **size}


def _encoding(type_: Type) -> dict[str, Any]:
    match type_:
        case BoolType():
            return {"encoding": "bool"}
        case IntType():
            return {"encoding": "int" if type_.signed else "uint", "bits": type_.bits}
        case UnitType():
            return {**_encoding(type_.repr), "unit": type_.name}
        case HeldType():
            return {**_encoding(type_.unit), "held": True}
        case OutputIndexType():
            return {"encoding": "uint", "bits": 32}
        case BytesType() | OpaqueType():
            return {"encoding": "bytes"}
        case AddressType():
            return {"encoding": "bytes", "resource": type_.resource}
        case EnumType():
            return {"encoding": "enum", "enum": type_.name}
        case LockType():
            return {"encoding": "lock"}
        case ScriptType():
            return {"encoding": "script"}
        case OptionType():
            return {"encoding": "option", "of": type_document(type_.inner)}
        case StructType():
            return {"encoding": "struct", "struct": type_.name}
        case BoundedBytesType():
            return {"encoding": "bounded_bytes", "max": type_.max}
        case TextType():
            return {"encoding": "text", "max": type_.max}
        case ArrayType():
            return {"encoding": "array", "count": type_.size, "of": type_document(type_.element)}
        case ListType():
            return {"encoding": "list", "max": type_.max, "of": type_document(type_.element)}
        case SetType():
            return {"encoding": "set", "max": type_.max, "of": type_document(type_.element)}
        case MapType():
            both = {"key": type_document(type_.key), "value": type_document(type_.value)}
            return {"encoding": "map", "max": type_.max, **both}
        case _:
            raise TypeError(f"{type_} has no wire form")
