"""Types of the typed program as Rust types."""

from __future__ import annotations

from vprog.codegen.rust.naming import Naming
from vprog.codegen.rust.scope import ModuleScope
from vprog.dsl.program.types import (
    AddressType,
    BoolType,
    BytesType,
    CoinsType,
    EnumType,
    LockType,
    OpaqueType,
    OptionType,
    ScriptType,
    Type,
    integer_of,
)


def rust_type(type_: Type, naming: Naming, scope: ModuleScope) -> str:
    """The Rust type of a stored or passed value; what it names is imported into `scope`."""
    integer = integer_of(type_)
    if integer is not None:
        return integer.name
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
            return type_.unit.repr.name
        case _:
            raise TypeError(f"{type_} has no Rust type")


def is_copy(type_: Type) -> bool:
    """Whether reading a value of the type by name leaves the value in place."""
    match type_:
        case LockType():
            return False
        case OptionType():
            return is_copy(type_.inner)
        case _:
            return True
