"""How values of each type are written, encoded, decoded and observed in Python."""

from __future__ import annotations

from vprog.codegen.python.catalogue import Catalogue
from vprog.codegen.python.imports import Imports
from vprog.codegen.python.layout import Group, Node, call, prefixed
from vprog.codegen.python.text import string_literal
from vprog.dsl.program.types import (
    AddressType,
    ArrayType,
    BoolType,
    BoundedBytesType,
    BytesType,
    EnumType,
    HeldType,
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
    UnitType,
    integer_of,
)


class Carriers:
    """The types of one program inside one emitted module, whose imports it collects."""

    def __init__(self, names: Catalogue, imports: Imports, home: str = "") -> None:
        self._names = names
        self._imports = imports
        self._home = home

    def annotation(self, type_: Type, *, given: bool = False) -> str:
        """The type of a value in fields and results; of one that a caller gives, the widest that is understood."""
        match type_:
            case OptionType():
                return f"{self.annotation(type_.inner, given=given)} | None"
            case BoolType():
                return "bool"
            case BytesType() | BoundedBytesType():
                return "bytes"
            case TextType():
                return "str"
            case ArrayType() | ListType():
                element = self.annotation(type_.element, given=given)
                return f"{self._abstract('Sequence')}[{element}]" if given else f"tuple[{element}, ...]"
            case SetType():
                element = self.annotation(type_.element, given=given)
                return f"{self._abstract('Set')}[{element}]" if given else f"frozenset[{element}]"
            case MapType():
                key, value = (self.annotation(part, given=given) for part in (type_.key, type_.value))
                return f"{self._abstract('Mapping')}[{key}, {value}]"
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
                home = "structs" if type_.payloads else "types"
                return self._own(home, self._names.enums[type_.name])
            case StructType():
                return self._own("structs", self._names.structs[type_.name])
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
            case LockType() | ScriptType() | StructType():
                return f"{value}.encode()"
            case BoolType():
                return call(self._values("boolean"), value)
            case EnumType():
                return f"{value}.encode()" if type_.payloads else call(self._values("variant"), value)
            case OptionType():
                return call(self._values("option"), value, self._encoder(type_.inner, name))
            case BoundedBytesType():
                return call(self._values("bounded"), label, value, str(type_.max))
            case TextType():
                return call(self._values("text"), label, value, str(type_.max))
            case ArrayType():
                return call(self._values("array"), label, value, str(type_.size), self._encoder(type_.element, name))
            case ListType():
                return call(self._values("items"), label, value, str(type_.max), self._encoder(type_.element, name))
            case SetType():
                return call(self._values("ascending"), label, value, str(type_.max), self._encoder(type_.element, name))
            case MapType():
                both = (self._encoder(type_.key, name), self._encoder(type_.value, name))
                return call(self._values("entries"), label, value, str(type_.max), *both)
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
            case EnumType() if type_.payloads:
                return call(self._own("structs", self._names.variant_readers[type_.name]), "reader")
            case EnumType():
                return call(self._values("read_variant"), "reader", label, self.annotation(type_))
            case StructType():
                return call(f"{self.annotation(type_)}.read", "reader")
            case OptionType():
                return call(self._values("read_option"), "reader", label, self._decoder(type_.inner, name))
            case BoundedBytesType():
                return call(self._values("read_bounded"), "reader", label, str(type_.max))
            case TextType():
                return call(self._values("read_text"), "reader", label, str(type_.max))
            case ArrayType():
                return call(self._values("read_array"), str(type_.size), self._decoder(type_.element, name))
            case ListType():
                element = self._decoder(type_.element, name)
                return call(self._values("read_items"), "reader", label, str(type_.max), element)
            case SetType():
                element = self._decoder(type_.element, name)
                return call(self._values("read_ascending"), "reader", label, str(type_.max), element)
            case MapType():
                both = (self._decoder(type_.key, name), self._decoder(type_.value, name))
                return call(self._values("read_entries"), "reader", label, str(type_.max), *both)
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
            case EnumType() if type_.payloads:
                function = self._own("structs", self._names.variant_observers[type_.name])
                return call(function, call("observed.document", "event", label))
            case EnumType():
                return call("observed.variant", "event", label, self._variant_table(type_))
            case StructType():
                return call(f"{self.annotation(type_)}.observe", call("observed.document", "event", label))
            case BoundedBytesType():
                return call("observed.bounded", "event", label, str(type_.max))
            case TextType():
                return call("observed.text", "event", label, str(type_.max))
            case ArrayType():
                size, element = str(type_.size), self._observer(type_.element, name)
                return call("observed.items", "event", label, size, element, size)
            case ListType():
                return call("observed.items", "event", label, str(type_.max), self._observer(type_.element, name))
            case SetType():
                return call("observed.ascending", "event", label, str(type_.max), self._observer(type_.element, name))
            case MapType():
                both = (self._observer(type_.key, name), self._observer(type_.value, name))
                return call("observed.entries", "event", label, str(type_.max), *both)
            case OptionType():
                inner = prefixed("lambda: ", self.observe(type_.inner, name))
                return call("observed.option", "event", label, inner)
            case _:
                return self._wrapped(type_, call("observed.raw", "event", label, str(_size(type_))))

    def _encoder(self, type_: Type, name: str) -> Node:
        """A function from a value to its bytes."""
        if isinstance(type_, StructType) and self._home != "addresses":
            return f"{self.annotation(type_)}.encode"
        return prefixed("lambda value: ", self.encode(type_, "value", name))

    def _decoder(self, type_: Type, name: str) -> Node:
        """A function that takes a value off `reader`."""
        return prefixed("lambda: ", self.decode(type_, name))

    def _observer(self, type_: Type, name: str) -> Node:
        """A function that reads a value of the document it gets."""
        return prefixed("lambda event: ", self.observe(type_, name))

    def _abstract(self, name: str) -> str:
        self._imports.add("collections.abc", name)
        return name

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
        if (self._home, module) == ("addresses", "structs"):
            self._imports.add_typing(".structs", name)
        elif module != self._home:
            self._imports.add(f".{module}", name)
        return name


def _size(type_: Type) -> int:
    return type_.size if isinstance(type_, BytesType | OpaqueType) else 32
