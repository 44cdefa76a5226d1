"""`abi.json`: everything that stands on the wire and in the state, and nothing of how the program is written.

`hashes.interface` is over the document without its hashes, its guest and what only people read (`doc`, `line`), so two
versions with the same interface hash take the same payloads and read the same state.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from vprog.codegen.abi.expressions import address, number
from vprog.codegen.abi.instructions import field_document, instruction_document, view_document
from vprog.codegen.abi.types import type_document
from vprog.dsl.layout.model import FieldLayout, ProgramLayout, resource_layout
from vprog.dsl.program.declarations import Constant, EnumDeclaration, ErrorDeclaration, Program, Resource, Unit
from vprog.dsl.program.predeclared import PREDECLARED, TOMBSTONE_KIND
from vprog.dsl.program.types import Type, integer_of
from vprog.dsl.version import VERSION
from vprog.wire.hashes import sha256
from vprog.wire.versions import TX_VERSION

SCHEMA = "abi.schema.json"
FORMAT = 2
"""Changes when a reader of the document would have to."""

FRAMEWORK = "vprogs 533cb98"
"""The framework whose wire formats are spoken: the revision that the test vectors were recorded with."""
PROGRAM_ABI = 1
"""Version of docs/program-abi.md: payloads, layouts, checks and predeclared errors."""

_ONLY_FOR_PEOPLE = ("doc", "line")
Json = dict[str, Any]


def emit(program: Program, guest: Mapping[str, str | None] | None = None) -> str:
    """The document as text, keys in a fixed order, ending in a newline.

    `guest` is what the build knows: `image_id` (64 hex digits) and `toolchain`; both null without it."""
    interface = _interface(program)
    document = {
        "$schema": SCHEMA,
        "format": FORMAT,
        "compiler": VERSION,
        **interface,
        "guest": {"image_id": None, "toolchain": None} | dict(guest or {}),
        "hashes": {
            "source": sha256(program.source.encode()).hex(),
            "interface": sha256(_canonical(_stripped(interface))).hex(),
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _interface(program: Program) -> Json:
    layout = ProgramLayout(program)
    return {
        "program": {"name": program.name, "doc": program.doc},
        "framework": {
            "reference": FRAMEWORK,
            "transaction_version": TX_VERSION,
            "program_abi": PROGRAM_ABI,
            "tombstone": TOMBSTONE_KIND,
        },
        "genesis_key": program.genesis_key,
        "constants": [_constant(constant) for constant in program.constants],
        "units": [_unit(unit) for unit in program.units],
        "enums": [_enum(enum) for enum in program.enums],
        "structs": [
            {"name": s.name, "doc": s.doc, "fields": _parts(s.type.fields)}
            for s in program.structs
            if not s.type.linear
        ],
        "resources": [_resource(program, r) for r in program.resources],
        "instructions": [instruction_document(program, i.instruction) for i in layout.instructions.values()],
        "views": [view_document(program, view) for view in program.views],
        "migrations": [
            {"old": m.old, "new": m.new, "instruction": m.instruction, "doc": m.doc} for m in program.migrations
        ],
        "errors": [_error(e, "predeclared") for e in PREDECLARED] + [_error(e, "program") for e in program.errors],
        "events": [
            {"name": e.name, "doc": e.doc, "line": e.span.line, "fields": [field_document(f) for f in e.fields]}
            for e in program.events
        ],
    }


def _unit(unit: Unit) -> Json:
    multiples = [{"name": name, "value": number(value)} for name, value in unit.multiples]
    return {"name": unit.name, "doc": unit.doc, "type": type_document(unit.type), "multiples": multiples}


def _enum(enum: EnumDeclaration) -> Json:
    """`payloads` has the fields of each variant in turn; null for an enum without any."""
    payloads = [_parts(fields) for fields in enum.type.payloads] if enum.type.payloads else None
    return {"name": enum.name, "doc": enum.doc, "variants": list(enum.type.variants), "payloads": payloads}


def _parts(fields: Sequence[tuple[str, Type]]) -> list[Json]:
    return [{"name": name, "type": type_document(type_)} for name, type_ in fields]


def _constant(constant: Constant) -> Json:
    value = constant.value
    shown = value.hex() if isinstance(value, bytes) else value
    if integer_of(constant.type) is not None and isinstance(value, int):
        shown = number(value)
    return {"name": constant.name, "doc": constant.doc, "type": type_document(constant.type), "value": shown}


def _resource(program: Program, resource: Resource) -> Json:
    layout = resource_layout(resource)
    docs = {field.name: field.doc for field in resource.fields}
    return {
        "name": resource.name,
        "doc": resource.doc,
        "line": resource.span.line,
        "kind": resource.kind,
        "address": address(program, resource.address, None, resource),
        "lock_field": resource.lock_field,
        "min_size": layout.min_size,
        "max_size": layout.max_size,
        "fields": [_stored(field, docs[field.name]) for field in layout.fields],
    }


def _stored(field: FieldLayout, doc: str) -> Json:
    """Fields come in stored order; the offset of one behind a field of varying length is null."""
    part = "fixed" if field.size is not None else "tail"
    return {"name": field.name, "doc": doc, "type": type_document(field.type), "part": part, "offset": field.offset}


def _error(error: ErrorDeclaration, origin: str) -> Json:
    return {
        "name": error.name,
        "code": error.code,
        "origin": origin,
        "doc": error.doc,
        "message": error.message,
        "fields": [field_document(field) for field in error.fields],
    }


def _stripped(value: Any) -> Any:
    if isinstance(value, dict):
        items: list[tuple[str, Any]] = list(value.items())  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        return {key: _stripped(item) for key, item in items if key not in _ONLY_FOR_PEOPLE}
    if isinstance(value, list):
        return [_stripped(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    return value


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
