"""How values of each type are written, encoded, decoded and observed in Python."""

from __future__ import annotations

from vprog.codegen.python.catalogue import Catalogue
from vprog.codegen.python.imports import Imports
from vprog.codegen.python.layout import Group, Node, call, prefixed
from vprog.codegen.python.text import string_literal
from vprog.dsl.program.types import (
    AddressType,
    BoolType,
    BytesType,
    EnumType,
    HeldType,
    LockType,
    OpaqueType,
    OptionType,
    ScriptType,
    Type,
    UnitType,
    integer_of,
)


class Carriers:
    """The types of one program inside one emitted module, whose imports it collects."""

    def __init__(self, names: Catalogue, imports: Imports, home: str = "") -> None:
        self._names = names
        self._imports = imports
        self._home = home

    def annotation(self, type_: Type) -> str:
        """The type of a value in signatures and fields."""
        match type_:
            case OptionType():
                return f"{self.annotation(type_.inner)} | None"
            case BoolType():
                return "bool"
            case BytesType():
                return "bytes"
            case LockType():
                return self._shared("Lock")
            case ScriptType():
                return self._shared("L1Script")
            case _:
                return self.nominal(type_) or "int"

    def nominal(self, type_: Type) -> str | None:
        """The name of a type that values are wrapped in; None for plain ints, bytes and bools."""
        match type_:
            case HeldType():
                return self.nominal(type_.unit)
            case UnitType():
                return self._own("types", self._names.units[type_.name])
            case EnumType():
                return self._own("types", self._names.enums[type_.name])
            case AddressType():
                return self._own("addresses", self._names.addresses[type_.resource])
            case OpaqueType():
                return self._shared(type_.name)
            case _:
                return None

    def encode(self, type_: Type, value: str, name: str) -> Node:
        """An expression for the wire bytes of `value`."""
        label = string_literal(name)
        integer = integer_of(type_)
        if integer is not None:
            self._imports.add("vprog.client", "values")
            return call("values.signed" if integer.signed else "values.unsigned", label, value, str(integer.bits))
        match type_:
            case LockType() | ScriptType():
                return f"{value}.encode()"
            case BoolType():
                return call(self._values("boolean"), value)
            case EnumType():
                return call(self._values("variant"), value)
            case OptionType():
                inner = self.encode(type_.inner, "value", name)
                return call(self._values("option"), value, prefixed("lambda value: ", inner))
            case _:
                return call(self._values("raw"), label, value, str(_size(type_)))

    def decode(self, type_: Type, name: str) -> Node:
        """An expression that takes a value off `reader`."""
        label = string_literal(name)
        integer = integer_of(type_)
        if integer is not None:
            read = self._values("read_signed" if integer.signed else "read_unsigned")
            return self._wrapped(type_, call(read, "reader", label, str(integer.bits)))
        match type_:
            case LockType():
                self._imports.add("vprog.wire.locks", "read_lock")
                return call("read_lock", "reader")
            case ScriptType():
                return call(self._values("read_script"), "reader", label)
            case BoolType():
                return call(self._values("read_boolean"), "reader", label)
            case EnumType():
                return call(self._values("read_variant"), "reader", label, self.annotation(type_))
            case OptionType():
                inner = prefixed("lambda: ", self.decode(type_.inner, name))
                return call(self._values("read_option"), "reader", label, inner)
            case _:
                return self._wrapped(type_, call("reader.take", str(_size(type_)), label))

    def observe(self, type_: Type, name: str) -> Node:
        """An expression that reads a value of an event's document, `event`."""
        self._imports.add("vprog.client", "observed")
        label = string_literal(name)
        if integer_of(type_) is not None:
            return self._wrapped(type_, call("observed.integer", "event", label))
        match type_:
            case LockType():
                return call("observed.lock", "event", label)
            case ScriptType():
                return call("observed.script", "event", label)
            case BoolType():
                return call("observed.boolean", "event", label)
            case EnumType():
                return call("observed.variant", "event", label, self._variant_table(type_))
            case OptionType():
                inner = prefixed("lambda: ", self.observe(type_.inner, name))
                return call("observed.option", "event", label, inner)
            case _:
                return self._wrapped(type_, call("observed.raw", "event", label, str(_size(type_))))

    def _variant_table(self, type_: EnumType) -> Node:
        name = self.annotation(type_)
        members = self._names.variants
        items = (f"{string_literal(v)}: {name}.{members[(type_.name, v)]}" for v in type_.variants)
        return Group("{", tuple(items), "}")

    def _wrapped(self, type_: Type, value: Node) -> Node:
        name = self.nominal(type_)
        return value if name is None else call(name, value)

    def _values(self, function: str) -> str:
        self._imports.add("vprog.client", "values")
        return f"values.{function}"

    def _shared(self, name: str) -> str:
        self._imports.add("vprog.client.types", name)
        return name

    def _own(self, module: str, name: str) -> str:
        if module != self._home:
            self._imports.add(f".{module}", name)
        return name


def _size(type_: Type) -> int:
    return type_.size if isinstance(type_, BytesType | OpaqueType) else 32
