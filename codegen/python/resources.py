"""Fills the models of the modules `addresses` and `resources`."""

from __future__ import annotations

from vprog.codegen.python.carriers import Carriers
from vprog.codegen.python.catalogue import Catalogue
from vprog.codegen.python.declarations import field_model
from vprog.codegen.python.derive import Derivation, Scope
from vprog.codegen.python.imports import Imports
from vprog.codegen.python.layout import Group, Node, call, lay_out, prefixed, sequence, tall_call
from vprog.codegen.python.model import AddressesModel, AddressModel, ResourceModel, ResourcesModel
from vprog.codegen.python.text import doc_lines, docstring
from vprog.dsl.layout.model import ProgramLayout, ResourceLayout
from vprog.dsl.program.declarations import LabelAddress, LockAddress, Resource
from vprog.dsl.program.expressions import ConstRef, Expression, FieldOf, FieldRef
from vprog.dsl.program.types import StructType, Type
from vprog.dsl.program.walk import expressions


def addresses_model(names: Catalogue) -> AddressesModel:
    program, imports = names.program, Imports()
    if program.resources:
        imports.add("typing", "NewType")
    found = tuple(_address(names, imports, resource) for resource in program.resources)
    doc = docstring([f"Where the resources of the program `{program.name}` stand: 32 bytes, derived, never chosen."])
    return AddressesModel(doc, imports.render(), found)


def address_fields(resource: Resource) -> list[str]:
    """The fields that the address is derived from, in the order of the derivation."""
    match resource.address:
        case LabelAddress():
            parts: tuple[Expression, ...] = ()
        case LockAddress():
            parts = (resource.address.source,)
        case _:
            parts = resource.address.parts
    named = [node.field for part in parts for node in expressions(part) if isinstance(node, FieldRef)]
    return list(dict.fromkeys(named))


def own_scope(names: Catalogue, resource: Resource) -> Scope:
    """Expressions over the resource's own fields."""

    def type_of(node: Expression) -> Type:
        match node:
            case FieldRef():
                return resource.field(node.field).type
            case FieldOf() if isinstance(node.value.type, StructType):
                return node.value.type.field(node.field)
            case ConstRef():
                return names.program.constant(node.name).type
            case _:
                return node.type

    fields = {field.name: names.fields[(resource.name, field.name)] for field in resource.fields}
    return Scope(fields, {}, {}, type_of, "", {}, set())


def _address(names: Catalogue, imports: Imports, resource: Resource) -> AddressModel:
    carriers = Carriers(names, imports, "addresses")
    result = Derivation(names, imports, "addresses").address(resource, resource.address, own_scope(names, resource))
    parameters = [
        f"{names.fields[(resource.name, field)]}: {carriers.annotation(resource.field(field).type)}"
        for field in address_fields(resource)
    ]
    name = names.addresses[resource.name]
    items: tuple[Node, ...] = ("*", *parameters) if parameters else ()
    return AddressModel(
        names.line(resource.span.line),
        lay_out(prefixed(f"{name} = ", call("NewType", f'"{name}"', "bytes"))),
        docstring([f"The address of a `{resource.name}`."]),
        lay_out(Group(f"def {names.locators[resource.name]}(", items, f") -> {name}:")),
        docstring([_derivation_doc(resource)], 4),
        lay_out(prefixed("return ", result), 4),
    )


def _derivation_doc(resource: Resource) -> str:
    match resource.address:
        case LabelAddress():
            return f"The one `{resource.name}`: its address is a constant."
        case LockAddress():
            return f"Where the `{resource.name}` of a lock id stands."
        case _:
            return f"Where the `{resource.name}` of these fields stands."


def resources_model(names: Catalogue) -> ResourcesModel:
    program, imports = names.program, Imports()
    if program.resources:
        imports.add("typing", "ClassVar")
        imports.add("attrs", "frozen")
        imports.add("vprog.client", "values")
        imports.add(".", "addresses")
    imports.add("vprog.client.tombstone", "TOMBSTONE_KIND", "Tombstone")
    imports.add("vprog.client.types", "Lock")
    imports.add("vprog.wire.codec", "DecodeError")
    layout = ProgramLayout(program)
    found = tuple(_resource(names, imports, layout.resources[r.name]) for r in program.resources)
    doc = docstring([f"The resources of the program `{program.name}`: what the state holds, byte for byte."])
    union = " | ".join((*(r.name for r in found), "Tombstone", "None"))
    return ResourcesModel(doc, imports.render(), found, union, tuple(r for r in found if r.lock))


def _resource(names: Catalogue, imports: Imports, layout: ResourceLayout) -> ResourceModel:
    resource = layout.resource
    carriers = Carriers(names, imports)
    attribute = {field.name: names.fields[(resource.name, field.name)] for field in resource.fields}
    encoded = [carriers.encode(f.type, f"self.{attribute[f.name]}", f.name) for f in layout.fields]
    decoded = [prefixed(f"{attribute[f.name]}=", carriers.decode(f.type, f.name)) for f in layout.fields]
    whole = call('b"".join', sequence(["bytes([self.KIND])", *encoded]))
    located = [prefixed(f"{attribute[f]}=", f"self.{attribute[f]}") for f in address_fields(resource)]
    address = call(f"addresses.{names.locators[resource.name]}", *located)
    lock = resource.lock_field
    return ResourceModel(
        names.line(resource.span.line),
        names.resources[resource.name],
        docstring(doc_lines(resource.doc, f"`{resource.name}`."), 4),
        resource.kind,
        tuple(field_model(attribute[f.name], carriers.annotation(f.type), f.doc) for f in resource.fields),
        lay_out(prefixed("return ", whole), 8),
        lay_out(prefixed("found = ", tall_call("cls", *decoded)), 8),
        f"addresses.{names.addresses[resource.name]}",
        lay_out(prefixed("return ", address), 8),
        attribute[lock] if lock is not None else "",
    )
