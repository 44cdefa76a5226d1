"""Fills the model of the module `structs`: structs, and enums with payloads."""

from __future__ import annotations

from collections.abc import Sequence

from vprog.codegen.python.carriers import Carriers
from vprog.codegen.python.catalogue import Catalogue, variant_owner
from vprog.codegen.python.declarations import field_model
from vprog.codegen.python.imports import Imports
from vprog.codegen.python.layout import Node, call, lay_out, prefixed, sequence, tall_call
from vprog.codegen.python.model import StructModel, StructsModel, TaggedModel
from vprog.codegen.python.text import doc_lines, docstring, string_literal
from vprog.dsl.program.declarations import EnumDeclaration, StructDeclaration
from vprog.dsl.program.types import Type


def structs_model(names: Catalogue) -> StructsModel:
    program, imports = names.program, Imports()
    imports.add("attrs", "frozen")
    imports.add("vprog.client.observed", "Document")
    imports.add("vprog.wire.codec", "Reader")
    tagged = [enum for enum in program.enums if enum.type.payloads]
    if tagged:
        imports.add("vprog.client.errors", "ClientError")
        imports.add("vprog.client", "observed")
        imports.add("vprog.wire.codec", "DecodeError")
    found = [_struct(names, imports, struct) for struct in program.structs if not struct.type.linear]
    found += [_variant(names, imports, enum, at) for enum in tagged for at in range(len(enum.type.variants))]
    doc = docstring([f"Structs of the program `{program.name}`, and enums whose variants carry values."])
    enums = tuple(_tagged(names, enum) for enum in tagged)
    return StructsModel(doc, imports.render(), tuple(found), enums)


def has_structs(names: Catalogue) -> bool:
    """Whether the module has anything in it."""
    program = names.program
    return any(not s.type.linear for s in program.structs) or any(e.type.payloads for e in program.enums)


def _struct(names: Catalogue, imports: Imports, struct: StructDeclaration) -> StructModel:
    doc = docstring(doc_lines(struct.doc, f"`{struct.name}`."), 4)
    name = names.structs[struct.name]
    return _model(names, imports, names.line(struct.span.line), name, doc, struct.name, struct.type.fields, [])


def _variant(names: Catalogue, imports: Imports, enum: EnumDeclaration, at: int) -> StructModel:
    variant = enum.type.variants[at]
    doc = docstring([f"`{enum.name}.{variant}`."])
    owner, name = variant_owner(enum.name, variant), names.variants[(enum.name, variant)]
    fields = enum.type.payload(variant)
    return _model(names, imports, names.line(enum.span.line), name, doc, owner, fields, [f"bytes([{at}])"])


def _model(
    names: Catalogue,
    imports: Imports,
    origin: str,
    name: str,
    doc: str,
    owner: str,
    fields: Sequence[tuple[str, Type]],
    head: list[Node],
) -> StructModel:
    carriers = Carriers(names, imports, "structs")
    attribute = {field: names.fields[(owner, field)] for field, _ in fields}
    encoded = [*head, *(carriers.encode(t, f"self.{attribute[f]}", f) for f, t in fields)]
    decoded = [prefixed(f"{attribute[f]}=", carriers.decode(t, f)) for f, t in fields]
    observed = [prefixed(f"{attribute[f]}=", carriers.observe(t, f)) for f, t in fields]
    whole = encoded[0] if len(encoded) == 1 else call('b"".join', sequence(encoded)) if encoded else 'b""'
    return StructModel(
        origin,
        name,
        doc,
        tuple(field_model(attribute[f], carriers.annotation(t), "") for f, t in fields),
        lay_out(prefixed("return ", whole), 8),
        lay_out(prefixed("return ", tall_call("cls", *decoded)), 8),
        lay_out(prefixed("return ", tall_call("cls", *observed)), 8),
    )


def _tagged(names: Catalogue, enum: EnumDeclaration) -> TaggedModel:
    classes = [names.variants[(enum.name, variant)] for variant in enum.type.variants]
    name = names.enums[enum.name]
    union = f"{name} = {' | '.join(classes)}"
    if len(union) > 120:
        union = f"{name} = (\n    " + "\n    | ".join(classes) + "\n)"
    return TaggedModel(
        names.line(enum.span.line),
        name,
        docstring(doc_lines(enum.doc, f"`{enum.name}`: one of its variants.")),
        union,
        names.variant_readers[enum.name],
        names.variant_observers[enum.name],
        tuple((str(at), string_literal(variant), classes[at]) for at, variant in enumerate(enum.type.variants)),
    )
