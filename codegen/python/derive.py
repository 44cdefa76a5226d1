"""Addresses as Python: what a declaration derives from fields, and a role from arguments and other roles."""

from __future__ import annotations

from collections.abc import Callable

from vprog.codegen.python.carriers import Carriers
from vprog.codegen.python.catalogue import Catalogue
from vprog.codegen.python.imports import Imports
from vprog.codegen.python.layout import Node, call, prefixed
from vprog.codegen.python.text import bytes_literal, string_literal
from vprog.dsl.frozen import record
from vprog.dsl.program.declarations import Address, LabelAddress, LockAddress, Resource
from vprog.dsl.program.expressions import (
    BoolLiteral,
    BytesLiteral,
    ConstRef,
    Convert,
    EnumLiteral,
    Expression,
    FieldOf,
    FieldRef,
    IntLiteral,
    LockIdOf,
    OptionSome,
    ParamRef,
    RoleId,
    StructLiteral,
    Unwrap,
)
from vprog.dsl.program.types import StructType, Type, integer_of


class NotDerivable(Exception):  # noqa: N818 - an answer, not a fault
    """The value depends on more than arguments, constants and addresses."""


@record
class Scope:
    """What an expression may name: own fields, parameters and roles, each to a Python name; `needed_for` is the role
    whose address is worked out, for the message when an optional argument is missing.

    `now` maps roles whose stored fields may be read to (local variable, resource); `read` collects those that are."""

    fields: dict[str, str]
    parameters: dict[str, str]
    roles: dict[str, str]
    type_of: Callable[[Expression], Type]
    needed_for: str
    now: dict[str, tuple[str, str]]
    read: set[str]


class Derivation:
    """Renders derivations into one emitted module."""

    def __init__(self, names: Catalogue, imports: Imports, home: str = "") -> None:
        self._names = names
        self._imports = imports
        self._carriers = Carriers(names, imports, home)
        self._home = home

    def address(self, resource: Resource, found: Address, scope: Scope) -> Node:
        """The address, wrapped in its nominal type. Raises NotDerivable."""
        name = self._names.addresses[resource.name]
        if self._home != "addresses":
            self._imports.add(".addresses", name)
        return call(name, self._digest(found, scope))

    def located(self, resource: Resource, found: Address, scope: Scope) -> Node:
        """As `address`, through the function of the module `addresses` where the declaration is over plain fields."""
        function = f"addresses.{self._names.locators[resource.name]}"
        pairs = _by_field(resource.address, found)
        if pairs is None:
            return self.address(resource, found, scope)
        self._imports.add(".", "addresses")
        keywords = [
            prefixed(f"{self._names.fields[(resource.name, field)]}=", self.value(value, scope))
            for field, value in pairs.items()
        ]
        return call(function, *keywords)

    def _digest(self, found: Address, scope: Scope) -> Node:
        match found:
            case LabelAddress():
                self._imports.add("vprog.wire.ids", "program_resource_id")
                return call("program_resource_id", string_literal(found.label))
            case LockAddress():
                self._imports.add("vprog.wire.ids", "user_resource_id")
                return call("user_resource_id", self._bytes(found.source, scope))
            case _:
                self._imports.add("vprog.wire.ids", "derived_resource_id")
                parts = [self._bytes(part, scope) for part in found.parts]
                return call("derived_resource_id", str(found.kind), *parts)

    def _bytes(self, part: Expression, scope: Scope) -> Node:
        """The wire bytes of one part."""
        value = self.value(part, scope)
        if not isinstance(value, str):
            value = _one_line(value)
        return self._carriers.encode(scope.type_of(part), value, _label(part))

    def value(self, node: Expression, scope: Scope) -> Node:
        """The value of an expression. Raises NotDerivable."""
        match node:
            case FieldRef() if node.role == "self" and node.field in scope.fields:
                return scope.fields[node.field]
            case FieldRef() if node.role in scope.now:
                local, resource = scope.now[node.role]
                scope.read.add(node.role)
                return f"{local}.{self._names.fields[(resource, node.field)]}"
            case ParamRef() if node.name in scope.parameters:
                return scope.parameters[node.name]
            case RoleId() if node.role in scope.roles:
                return scope.roles[node.role]
            case ConstRef():
                name = self._names.constants[node.name]
                self._imports.add(".types", name)
                return name
            case BytesLiteral():
                return self._wrap(node.type, bytes_literal(node.value))
            case IntLiteral():
                return str(node.value)
            case BoolLiteral():
                return str(node.value)
            case EnumLiteral():
                member = self._names.variants[(getattr(node.type, "name", ""), node.variant)]
                return f"{self._carriers.annotation(node.type)}.{member}"
            case FieldOf() if isinstance(node.value.type, StructType):
                inner = self.value(node.value, scope)
                return f"{_one_line(inner)}.{self._names.fields[(node.value.type.name, node.field)]}"
            case StructLiteral():
                fields = zip(node.type.fields, node.fields, strict=True)
                name = self._carriers.annotation(node.type)
                return call(
                    name,
                    *(
                        prefixed(f"{self._names.fields[(node.type.name, field)]}=", self.value(value, scope))
                        for (field, _), value in fields
                    ),
                )
            case LockIdOf():
                self._imports.add("vprog.client.types", "id_of")
                return call("id_of", self.value(node.lock, scope))
            case Unwrap():
                self._imports.add("vprog.client", "values")
                label = string_literal(_label(node.option))
                return call("values.given", label, self.value(node.option, scope), string_literal(scope.needed_for))
            case OptionSome():
                return self.value(node.value, scope)
            case Convert():
                return self._converted(node, scope)
            case _:
                raise NotDerivable

    def _converted(self, node: Convert, scope: Scope) -> Node:
        inner = self.value(node.value, scope)
        plain = integer_of(node.type) is None or scope.type_of(node.value) == node.type
        return inner if plain else self._wrap(node.type, inner)

    def _wrap(self, type_: Type, value: Node) -> Node:
        name = self._carriers.nominal(type_)
        return value if name is None else call(name, value)


def _by_field(declared: Address, found: Address) -> dict[str, Expression] | None:
    """What each field of a declaration over plain fields is, in `found`."""
    if isinstance(declared, LabelAddress) or isinstance(found, LabelAddress):
        return {}
    left = (declared.source,) if isinstance(declared, LockAddress) else declared.parts
    right = (found.source,) if isinstance(found, LockAddress) else found.parts
    if len(left) != len(right):
        return None
    pairs: dict[str, Expression] = {}
    for part, value in zip(left, right, strict=True):
        if not isinstance(part, FieldRef) or part.field in pairs:
            return None
        pairs[part.field] = value
    return pairs


def _label(node: Expression) -> str:
    """What messages call a value."""
    match node:
        case FieldRef():
            return node.field
        case ParamRef() | ConstRef():
            return node.name
        case RoleId():
            return node.role
        case LockIdOf():
            return _label(node.lock)
        case Unwrap():
            return _label(node.option)
        case Convert() | OptionSome():
            return _label(node.value)
        case FieldOf():
            return node.field
        case _:
            return "value"


def _one_line(node: Node) -> str:
    from vprog.codegen.python.layout import flat

    return flat(node)
