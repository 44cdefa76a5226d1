"""Types of the typed program as Rust types."""

from __future__ import annotations

from vprog.codegen.rust.naming import Naming
from vprog.codegen.rust.scope import ModuleScope
from vprog.dsl.program.types import (
    AddressType,
    ArrayType,
    BoolType,
    BoundedBytesType,
    BytesType,
    CoinsType,
    EnumType,
    IntType,
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


def rust_type(type_: Type, naming: Naming, scope: ModuleScope) -> str:
    """The Rust type of a stored or passed value; what it names is imported into `scope`."""
    integer = integer_of(type_)
    if integer is not None:
        return machine_type(integer, scope)
    match type_:
        case BoolType():
            return "bool"
        case BytesType():
            return f"[u8; {type_.size}]"
        case OpaqueType():
            return scope.guest(type_.name)
        case AddressType():
            return scope.guest("Address")
        case LockType():
            return scope.guest("Lock")
        case ScriptType():
            return scope.guest("L1Script")
        case EnumType():
            return scope.sibling("enums", naming.enums[type_.name])
        case OptionType():
            return f"Option<{rust_type(type_.inner, naming, scope)}>"
        case CoinsType():
            return machine_type(type_.unit.repr, scope)
        case StructType():
            return scope.sibling("structs", naming.structs[type_.name])
        case BoundedBytesType():
            return f"{scope.guest('Bytes')}<{type_.max}>"
        case TextType():
            return f"{scope.guest('Text')}<{type_.max}>"
        case ArrayType():
            return f"[{rust_type(type_.element, naming, scope)}; {type_.size}]"
        case ListType() | SetType():
            name = scope.guest("List" if isinstance(type_, ListType) else "Set")
            return f"{name}<{rust_type(type_.element, naming, scope)}, {type_.max}>"
        case MapType():
            key, held = rust_type(type_.key, naming, scope), rust_type(type_.value, naming, scope)
            return f"{scope.guest('Map')}<{key}, {held}, {type_.max}>"
        case _:
            raise TypeError(f"{type_} has no Rust type")


def machine_type(integer: IntType, scope: ModuleScope) -> str:
    """The Rust type of a machine integer: Rust's own, or the runtime's `U256`."""
    return scope.guest("U256") if integer.bits == 256 else integer.name


def is_copy(type_: Type) -> bool:
    """Whether reading a value of the type by name leaves the value in place."""
    match type_:
        case LockType() | BoundedBytesType() | TextType() | ListType() | SetType() | MapType():
            return False
        case ArrayType():
            return is_copy(type_.element)
        case StructType():
            return all(is_copy(field) for _, field in type_.fields)
        case EnumType():
            return all(is_copy(field) for payload in type_.payloads for _, field in payload)
        case OptionType():
            return is_copy(type_.inner)
        case _:
            return True
