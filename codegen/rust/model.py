"""The emit model: a guest crate as the templates print it. Names are final, types are Rust, text is safe."""

from __future__ import annotations

from vprog.codegen.rust.syntax import Expr, Stmt
from vprog.dsl.frozen import record


@record
class FieldModel:
    """A struct field with its documentation, one line each."""

    name: str
    type: str
    doc: tuple[str, ...]


@record
class ConstantModel:
    """`pub const NAME: TYPE = value;`"""

    name: str
    type: str
    value: str
    doc: tuple[str, ...]
    origin: str


@record
class AddressModel:
    """A constant address and the label it derives from (as a Rust string literal)."""

    name: str
    bytes: str
    label: str
    resource: str


@record
class ErrorModel:
    """A declared error; `doc` starts with its message."""

    name: str
    code: int
    doc: tuple[str, ...]
    origin: str


@record
class VariantModel:
    """A variant, its index on the wire and the fields of its payload."""

    name: str
    index: int
    fields: tuple[FieldModel, ...]


@record
class StructModel:
    """A struct; a `linear` one has no wire form."""

    name: str
    fields: tuple[FieldModel, ...]
    linear: bool
    derives: str
    doc: tuple[str, ...]
    origin: str


@record
class EnumModel:
    """An enum. One without `payloads` is a byte on the wire and nothing more."""

    name: str
    variants: tuple[VariantModel, ...]
    payloads: bool
    derives: str
    doc: tuple[str, ...]
    origin: str


@record
class EventModel:
    """A declared event."""

    name: str
    index: int
    fields: tuple[FieldModel, ...]
    doc: tuple[str, ...]
    origin: str


@record
class ResourceModel:
    """A kind of resource. `fields` in the order of the source, `stored` their names in that of the layout."""

    name: str
    kind: int
    fields: tuple[FieldModel, ...]
    stored: tuple[str, ...]
    address: Expr
    lock: str | None
    doc: tuple[str, ...]
    origin: str


@record
class InstructionModel:
    """One instruction: `inputs` are role indices and parameters in wire order, each with how it is taken; `stores` the
    roles that are stored at its end, each with the method that does it."""

    name: str
    module: str
    variable: str
    tag: int
    source_name: str
    inputs: tuple[tuple[FieldModel, str], ...]
    context: str
    header: tuple[Stmt, ...]
    body: tuple[Stmt, ...]
    stores: tuple[tuple[str, str], ...]
    guest: tuple[str, ...]
    modules: tuple[str, ...]
    doc: tuple[str, ...]
    origin: str


@record
class Module:
    """A module of the crate and the names it takes from `vprog_guest` and from its siblings."""

    guest: tuple[str, ...]
    siblings: tuple[str, ...]


@record
class CrateModel:
    """A guest crate. `package` is the Cargo name, `library` the crate name in Rust, `program` the struct."""

    package: str
    library: str
    program: str
    source_name: str
    source_file: str
    doc: tuple[str, ...]
    genesis: str | None
    addresses: tuple[AddressModel, ...]
    constants: tuple[ConstantModel, ...]
    structs: tuple[StructModel, ...]
    enums: tuple[EnumModel, ...]
    errors: tuple[ErrorModel, ...]
    events: tuple[EventModel, ...]
    resources: tuple[ResourceModel, ...]
    instructions: tuple[InstructionModel, ...]
    modules: dict[str, Module]
