"""The emit model of a whole program."""

from __future__ import annotations

from hashlib import sha256

from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.addresses import derived
from vprog.codegen.rust.environment import Environment, RoleForm
from vprog.codegen.rust.instruction import instruction_model
from vprog.codegen.rust.model import (
    AddressModel,
    ConstantModel,
    CrateModel,
    EnumModel,
    ErrorModel,
    EventModel,
    FieldModel,
    ResourceModel,
    StructModel,
    VariantModel,
)
from vprog.codegen.rust.names import Names, camel, type_identifier, type_names
from vprog.codegen.rust.naming import Naming
from vprog.codegen.rust.scope import ModuleScope
from vprog.codegen.rust.statements import origin
from vprog.codegen.rust.text import byte_array, doc_lines, limbs, string_literal
from vprog.codegen.rust.types import is_copy, rust_type
from vprog.dsl.layout.model import resource_layout
from vprog.dsl.program.declarations import (
    Constant,
    EnumDeclaration,
    Field,
    LabelAddress,
    Program,
    Resource,
    StructDeclaration,
)
from vprog.dsl.program.types import U256, EnumType, Type, integer_of

LABEL_DOMAIN = b"\x00"


def package_name(program: Program) -> str:
    """The Cargo package and binary of a program's guest."""
    return f"{program.name}-guest".replace("_", "-")


def crate_model(program: Program) -> CrateModel:
    """Every decision about the crate."""
    naming = Naming.of(program)
    scopes = {name: ModuleScope(name) for name in ("constants", "enums", "events", "resources", "root", "structs")}
    env = Environment(program, naming, scopes["root"])
    genesis = env.scope.sibling("constants", program.genesis_key) if program.genesis_key else None
    resources = tuple(_resource(resource, program, naming, scopes["resources"]) for resource in program.resources)
    events = tuple(_event(i, naming, scopes["events"], env) for i in range(len(program.events)))
    constants = tuple(_constant(constant, naming, scopes["constants"], env) for constant in program.constants)
    enums = tuple(_enum(enum, naming, scopes["enums"], env) for enum in program.enums)
    structs = tuple(_struct(struct, naming, scopes["structs"], env) for struct in program.structs)
    if events:
        for name in ("Event", "Wire"):
            scopes["events"].guest(name)
    for name in ("Input", "Wire"):
        scopes["enums"].guest(name)
        if any(not struct.linear for struct in structs):
            scopes["structs"].guest(name)
    for name in ("Address", "Input", "Resource", "Wire"):
        scopes["resources"].guest(name)
    for name in ("Context", "Error", "Input", "Lock", "Program", "PubKey", "Result"):
        scopes["root"].guest(name)
    if any(resource.lock for resource in resources):
        scopes["root"].guest("Resource")
    package = package_name(program)
    return CrateModel(
        package=package,
        library=package.replace("-", "_"),
        program=type_names().take(camel(program.name)),
        source_name=program.name,
        source_file=env.source_name,
        doc=doc_lines(program.doc, f"The program `{program.name}`."),
        genesis=genesis,
        addresses=_addresses(program, naming),
        constants=constants,
        structs=structs,
        enums=enums,
        errors=tuple(
            ErrorModel(
                naming.errors[e.name],
                e.code,
                (*doc_lines(e.doc, f"Error `{e.name}`."), "", *doc_lines(e.message, f"`{e.name}`")),
                origin(e.span, env),
            )
            for e in program.errors
        ),
        events=events,
        resources=resources,
        instructions=tuple(instruction_model(i, program, naming) for i in program.instructions),
        modules={name: scope.imports() for name, scope in scopes.items()},
    )


def _addresses(program: Program, naming: Naming) -> tuple[AddressModel, ...]:
    by_label = {r.address.label: r.name for r in program.resources if isinstance(r.address, LabelAddress)}
    return tuple(
        AddressModel(
            naming.labels[label],
            byte_array(sha256(LABEL_DOMAIN + label.encode()).digest()),
            string_literal(label),
            resource,
        )
        for label, resource in by_label.items()
    )


def _enum(enum: EnumDeclaration, naming: Naming, scope: ModuleScope, env: Environment) -> EnumModel:
    names = Names()
    type_ = enum.type
    variants = tuple(
        VariantModel(
            names.take(type_identifier(name)), index, _payload(f"Field `{{}}` of `{name}`.", fields, naming, scope)
        )
        for index, (name, fields) in enumerate((name, type_.payload(name)) for name in type_.variants)
    )
    # What has no payload may be the element of a set or the key of a map, which are ordered.
    derives = _derives(type_) + ("" if type_.payloads else ", PartialOrd, Ord")
    doc = doc_lines(enum.doc, f"Enum `{enum.name}`.")
    return EnumModel(naming.enums[enum.name], variants, bool(type_.payloads), derives, doc, origin(enum.span, env))


def _struct(struct: StructDeclaration, naming: Naming, scope: ModuleScope, env: Environment) -> StructModel:
    return StructModel(
        naming.structs[struct.name],
        _payload("Field `{}`.", struct.type.fields, naming, scope),
        struct.type.linear,
        _derives(struct.type),
        doc_lines(struct.doc, f"Struct `{struct.name}`."),
        origin(struct.span, env),
    )


def _payload(
    doc: str, fields: tuple[tuple[str, Type], ...], naming: Naming, scope: ModuleScope
) -> tuple[FieldModel, ...]:
    return tuple(
        FieldModel(naming.field(name), rust_type(type_, naming, scope), (doc.format(name),)) for name, type_ in fields
    )


def _derives(type_: Type) -> str:
    return "Clone, Copy, Debug, PartialEq, Eq" if is_copy(type_) else "Clone, Debug, PartialEq, Eq"


def _constant(constant: Constant, naming: Naming, scope: ModuleScope, env: Environment) -> ConstantModel:
    found = constant.value
    if isinstance(found, bytes):
        text = f"[{byte_array(found)}]"
    elif isinstance(found, str):
        assert isinstance(constant.type, EnumType)
        text = f"{scope.sibling('enums', naming.enums[constant.type.name])}::{type_identifier(found)}"
    elif integer_of(constant.type) == U256:
        text = f"{scope.guest('U256')}::literal([{limbs(int(found))}])"
    else:
        text = str(found).lower()
    return ConstantModel(
        naming.constants[constant.name],
        rust_type(constant.type, naming, scope),
        text,
        doc_lines(constant.doc, f"Constant `{constant.name}`."),
        origin(constant.span, env),
    )


def _event(index: int, naming: Naming, scope: ModuleScope, env: Environment) -> EventModel:
    event = env.program.events[index]
    return EventModel(
        naming.events[event.name],
        index,
        _fields(event.fields, naming, scope),
        doc_lines(event.doc, f"Event `{event.name}`."),
        origin(event.span, env),
    )


def _resource(resource: Resource, program: Program, naming: Naming, scope: ModuleScope) -> ResourceModel:
    env = Environment(program, naming, scope)
    env.roles["self"], env.role_types["self"] = RoleForm.FIELDS, resource.name
    address: rs.Expr = derived(resource.address, resource.name, env)
    return ResourceModel(
        naming.resources[resource.name],
        resource.kind,
        _fields(resource.fields, naming, scope),
        tuple(naming.field(f.name) for f in resource_layout(resource).fields),
        address,
        naming.field(resource.lock_field) if resource.lock_field else None,
        doc_lines(resource.doc, f"Resource `{resource.name}`."),
        origin(resource.span, env),
    )


def _fields(fields: tuple[Field, ...], naming: Naming, scope: ModuleScope) -> tuple[FieldModel, ...]:
    return tuple(
        FieldModel(naming.field(f.name), rust_type(f.type, naming, scope), doc_lines(f.doc, f"Field `{f.name}`."))
        for f in fields
    )
