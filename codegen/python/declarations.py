"""Fills the models of the modules `types`, `errors` and `events`."""

from __future__ import annotations

from vprog.codegen.python.carriers import Carriers
from vprog.codegen.python.catalogue import Catalogue
from vprog.codegen.python.imports import Imports
from vprog.codegen.python.layout import WIDTH, Group, call, lay_out, prefixed, tall_call
from vprog.codegen.python.model import (
    ConstantModel,
    EnumModel,
    ErrorModel,
    ErrorsModel,
    EventModel,
    EventsModel,
    FieldModel,
    NamedType,
    TypesModel,
)
from vprog.codegen.python.text import bytes_literal, doc_lines, docstring, string_literal
from vprog.dsl.program.declarations import Constant, ErrorDeclaration, EventDeclaration, Unit
from vprog.dsl.program.predeclared import PREDECLARED
from vprog.dsl.program.types import EnumType


def types_model(names: Catalogue) -> TypesModel:
    program, imports = names.program, Imports()
    carriers = Carriers(names, imports, "types")
    units = tuple(
        NamedType(
            names.line(unit.span.line),
            names.units[unit.name],
            docstring(doc_lines(unit.doc, f"A number of `{unit.name}`."), 4),
            f"Unit, bits={unit.type.repr.bits}" + (", signed=True" if unit.type.repr.signed else ""),
            tuple((names.multiples[(unit.name, name)], f"{value:_}") for name, value in _multiples(unit)),
        )
        for unit in program.units
    )
    enums = tuple(
        EnumModel(
            names.line(enum.span.line),
            names.enums[enum.name],
            docstring(doc_lines(enum.doc, f"`{enum.name}`."), 4),
            tuple(f"{names.variants[(enum.name, v)]} = {at}" for at, v in enumerate(enum.type.variants)),
        )
        for enum in program.enums
        if not enum.type.payloads
    )
    if units:
        imports.add("vprog.client.types", "Unit")
    if any(unit.multiples for unit in units):
        imports.add("typing", "ClassVar")
    if enums:
        imports.add("enum", "IntEnum")
    constants = tuple(_constant(names, carriers, imports, constant) for constant in program.constants)
    doc = docstring([f"Units, enums and constants of the program `{program.name}`."])
    return TypesModel(doc, imports.render(), units, enums, constants)


def _multiples(unit: Unit) -> list[tuple[str, int]]:
    """The named multiples, without plurals of others."""
    return [
        (name, value)
        for name, value in unit.multiples
        if (name.removesuffix("s"), value) not in unit.multiples or not name.endswith("s")
    ]


def _constant(names: Catalogue, carriers: Carriers, imports: Imports, constant: Constant) -> ConstantModel:
    imports.add("typing", "Final")
    raw = constant.value
    if isinstance(raw, str) and isinstance(constant.type, EnumType):
        value = f"{carriers.annotation(constant.type)}.{names.variants[(constant.type.name, raw)]}"
    else:
        plain = bytes_literal(raw) if isinstance(raw, bytes) else repr(raw)
        nominal = carriers.nominal(constant.type)
        value = plain if nominal is None else call(nominal, plain)
    code = lay_out(prefixed(f"{names.constants[constant.name]}: Final = ", value))
    where = names.line(constant.span.line)
    return ConstantModel(f"# {where}\n{code}", docstring(doc_lines(constant.doc, f"`{constant.name}`.")))


def errors_model(names: Catalogue) -> ErrorsModel:
    program = names.program
    errors = tuple(_error(names, error) for error in (*PREDECLARED, *program.errors))
    table = Group("{", tuple(f"{error.name}.CODE: {error.name}" for error in errors), "}", tall=True)
    return ErrorsModel(
        docstring([f"What the program `{program.name}` answers instead of a result, by code."]),
        names.base_error,
        docstring([f"Any failure that the program `{program.name}` declares, or that every program has."], 4),
        errors,
        lay_out(prefixed(f"BY_CODE: Mapping[int, type[{names.base_error}]] = ", table)),
    )


def _error(names: Catalogue, error: ErrorDeclaration) -> ErrorModel:
    lines = list(doc_lines(error.doc or error.message, error.name))
    if error.code >= 256:
        lines += ["", names.line(error.span.line)]
    message = lay_out(prefixed("MESSAGE = ", string_literal(error.message)), 4)
    return ErrorModel(names.errors[error.name], docstring(lines, 4), error.code, string_literal(error.name), message)


def events_model(names: Catalogue) -> EventsModel:
    program, imports = names.program, Imports()
    imports.add("attrs", "frozen")
    imports.add("vprog.client.errors", "ClientError")
    imports.add("vprog.client.observed", "Document")
    carriers = Carriers(names, imports)
    events = tuple(_event(names, carriers, event) for event in program.events)
    doc = docstring(
        [
            f"Events of the program `{program.name}`, as a node reports them.",
            "",
            "They are observations: neither the outputs nor the journal of a transaction hold them.",
        ]
    )
    return EventsModel(doc, imports.render(), events, " | ".join(event.name for event in events))


def _event(names: Catalogue, carriers: Carriers, event: EventDeclaration) -> EventModel:
    from vprog.codegen.python.names import MEMBERS, Names

    own = Names(MEMBERS)
    attributes = {field.name: own.take(field.name) for field in event.fields}
    keywords = [prefixed(f"{attributes[f.name]}=", carriers.observe(f.type, f.name)) for f in event.fields]
    return EventModel(
        names.line(event.span.line),
        names.events[event.name],
        docstring(doc_lines(event.doc, f"`{event.name}`."), 4),
        tuple(field_model(attributes[f.name], carriers.annotation(f.type), f.doc) for f in event.fields),
        lay_out(prefixed("return ", tall_call("cls", *keywords)), 8),
        string_literal(event.name),
    )


def field_model(name: str, annotation: str, doc: str) -> FieldModel:
    declaration = f"{name}: {annotation}"
    if len(declaration) > WIDTH - 4:
        declaration = f"{name}: (\n        {annotation}\n    )"
    return FieldModel(declaration, docstring(doc_lines(doc, ""), 4) if doc.strip() else "")
