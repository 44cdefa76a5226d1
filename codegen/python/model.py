"""The emit model: every decision about an emitted package. Code is text that already has its final lines; `doc` is a
docstring literal for the place where the template puts it."""

from __future__ import annotations

from vprog.dsl.frozen import record


@record
class NamedType:
    """A unit (`class Sompi(Unit, bits=64)`)."""

    origin: str
    name: str
    doc: str
    arguments: str
    multiples: tuple[tuple[str, str], ...] = ()
    """(attribute, value) of each named multiple."""


@record
class EnumModel:
    origin: str
    name: str
    doc: str
    members: tuple[str, ...]


@record
class ConstantModel:
    code: str
    doc: str


@record
class TypesModel:
    doc: str
    imports: str
    units: tuple[NamedType, ...]
    enums: tuple[EnumModel, ...]
    constants: tuple[ConstantModel, ...]


@record
class StructModel:
    """A struct, or a variant with its payload. `encode` and `read` are the lines behind `return`."""

    origin: str
    name: str
    doc: str
    fields: tuple[FieldModel, ...]
    encode: str
    read: str
    observe: str


@record
class TaggedModel:
    """An enum with payloads: a union of its variants' classes, and functions that find the right one."""

    origin: str
    name: str
    doc: str
    union: str
    reader: str
    observer: str
    variants: tuple[tuple[str, str, str], ...]
    """(index, name in the source as a literal, class)."""


@record
class StructsModel:
    doc: str
    imports: str
    structs: tuple[StructModel, ...]
    enums: tuple[TaggedModel, ...]


@record
class AddressModel:
    """A nominal address and the function that derives it."""

    origin: str
    type: str
    type_doc: str
    signature: str
    doc: str
    result: str


@record
class AddressesModel:
    doc: str
    imports: str
    addresses: tuple[AddressModel, ...]


@record
class FieldModel:
    """`declaration` is `name: Type`; `doc` is empty for an undocumented field."""

    declaration: str
    doc: str


@record
class ResourceModel:
    origin: str
    name: str
    doc: str
    kind: int
    fields: tuple[FieldModel, ...]
    encode: str
    decode: str
    address_type: str
    address: str
    lock: str
    """The attribute that holds the lock; empty for a resource without one."""


@record
class ResourcesModel:
    doc: str
    imports: str
    resources: tuple[ResourceModel, ...]
    union: str
    locked: tuple[ResourceModel, ...]


@record
class InstructionModel:
    origin: str
    signature: str
    doc: str
    prepare: tuple[str, ...]
    """Statements that work out addresses, and the lock time."""
    result: str


@record
class InstructionsModel:
    doc: str
    imports: str
    instructions: tuple[InstructionModel, ...]


@record
class ErrorModel:
    name: str
    doc: str
    code: int
    source_name: str
    message: str


@record
class ErrorsModel:
    doc: str
    base: str
    base_doc: str
    errors: tuple[ErrorModel, ...]
    table: str


@record
class EventModel:
    origin: str
    name: str
    doc: str
    fields: tuple[FieldModel, ...]
    read: str
    source_name: str


@record
class EventsModel:
    doc: str
    imports: str
    events: tuple[EventModel, ...]
    union: str


@record
class ViewModel:
    """A method of the class of views; `body` are its statements, each with its final lines."""

    origin: str
    signature: str
    doc: str
    body: tuple[str, ...]


@record
class ViewsModel:
    doc: str
    imports: str
    name: str
    class_doc: str
    views: tuple[ViewModel, ...]


@record
class ReaderModel:
    """A method of the client that reads one kind of resource."""

    signature: str
    doc: str
    result: str


@record
class ClientModel:
    doc: str
    imports: str
    name: str
    class_doc: str
    readers: tuple[ReaderModel, ...]
    views: str
    """The class of views; empty without any."""


@record
class PackageModel:
    doc: str
    imports: str
    exported: str
    program: str
    source_hash: str


@record
class ProjectModel:
    """Every text is a TOML string already."""

    name: str
    description: str
    package: str
