"""Instructions as JSON: what is on the wire, which resources they touch, who must agree."""

from __future__ import annotations

from typing import Any

from vprog.codegen.abi.expressions import address, expression
from vprog.codegen.abi.types import type_document
from vprog.codegen.derivation import created_address
from vprog.dsl.program.declarations import (
    Access,
    Auth,
    AuthAll,
    AuthAny,
    AuthKey,
    AuthLock,
    AuthMany,
    AuthThreshold,
    Field,
    Instruction,
    Program,
    Role,
    View,
    Where,
)

Json = dict[str, Any]


def instruction_document(program: Program, instruction: Instruction) -> Json:
    return {
        "name": instruction.name,
        "doc": instruction.doc,
        "line": instruction.span.line,
        "tag": instruction.tag,
        "parameters": [field_document(parameter) for parameter in instruction.parameters],
        "roles": [_role(program, instruction, role) for role in instruction.roles],
        "may_alias": sorted(sorted(pair) for pair in instruction.may_alias),
        "auth": auth_document(instruction.auth),
        "permissionless": instruction.permissionless,
        "where": [_where(program, where) for where in instruction.conditions],
        "claims": [unit.name for unit in instruction.claims],
        "exits": [unit.name for unit in instruction.exits],
        "random": instruction.random,
        "after": _after(program, instruction),
        "limits": dict(instruction.limits),
        "migrates": instruction.migrates,
        "effects": _effects(instruction),
    }


def view_document(program: Program, view: View) -> Json:
    """A query: what it asks for, what it reads, what it answers. Its body is the program's own."""
    return {
        "name": view.name,
        "doc": view.doc,
        "line": view.span.line,
        "parameters": [field_document(parameter) for parameter in view.parameters],
        "roles": [_view_role(program, view, role) for role in view.roles],
        "result": type_document(view.result),
    }


def _view_role(program: Program, view: View, role: Role) -> Json:
    own = program.resource(role.resource)
    found = address(program, role.address, view, own)
    return {"name": role.name, "resource": role.resource, "max": role.many, "address": found}


def _after(program: Program, instruction: Instruction) -> Json | None:
    """The header's `after`; its score is null where the body compares."""
    if not instruction.after_declared:
        return None
    return {"score": None if instruction.after is None else expression(program, instruction.after)}


def field_document(field: Field) -> Json:
    """A parameter, or a field of an event."""
    return {"name": field.name, "doc": field.doc, "type": type_document(field.type)}


def auth_document(auth: Auth | None) -> Json | None:
    """`{"auth": "lock" | "key" | "many" | "all" | "at_least", ...}`; null: nobody has to sign."""
    match auth:
        case None:
            return None
        case AuthLock():
            return {"auth": "lock", "role": auth.role}
        case AuthKey():
            return {"auth": "key", "key": auth.key, "role": auth.role}
        case AuthMany():
            return {"auth": "many", "threshold": auth.threshold, "role": auth.role}
        case AuthAll():
            return {"auth": "all", "parts": [auth_document(part) for part in auth.parts]}
        case AuthAny():
            return {"auth": "at_least", "threshold": 1, "parts": [auth_document(part) for part in auth.parts]}
        case AuthThreshold():
            parts = [auth_document(part) for part in auth.parts]
            return {"auth": "at_least", "threshold": auth.threshold, "parts": parts}


def _role(program: Program, instruction: Instruction, role: Role) -> Json:
    own = program.resource(role.resource)
    created = None if role.address is not None else created_address(program, instruction, role)
    return {
        "name": role.name,
        "resource": role.resource,
        "access": role.access.value,
        "writable": role.writable,
        "or_creates": role.or_creates,
        "indexed": role.indexed,
        "max": role.many,
        "address": address(program, role.address, instruction, own),
        "created_at": address(program, created, instruction, own),
    }


def _where(program: Program, where: Where) -> Json:
    span = where.condition.span
    return {"condition": program.source[span.start : span.end], "error": where.error.error}


def _effects(instruction: Instruction) -> Json:
    """Role names by what may happen to them; what is written is also read."""

    def named(*kinds: Access) -> list[str]:
        return [role.name for role in instruction.roles if role.access in kinds]

    or_creates = [role.name for role in instruction.roles if role.or_creates]
    return {
        "reads": [role.name for role in instruction.roles],
        "writes": [role.name for role in instruction.roles if role.writable],
        "creates": [*named(Access.CREATES), *or_creates],
        "deletes": named(Access.DELETES),
        "only_credits": named(Access.CREDITS),
    }
