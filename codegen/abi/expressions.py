"""Addresses and the expressions in them, as JSON that a client of any language can evaluate."""

from __future__ import annotations

from typing import Any

from vprog.dsl.program.declarations import Address, Instruction, LabelAddress, LockAddress, Program, Resource, View
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
    Unwrap,
)
from vprog.dsl.program.types import StructType, Type, show

Json = dict[str, Any]


def address(
    program: Program, found: Address | None, instruction: Instruction | View | None, own: Resource
) -> Json | None:
    """`{"derivation": "label" | "lock" | "tuple", ...}`; None: the address cannot be derived."""
    match found:
        case None:
            return None
        case LabelAddress():
            return {"derivation": "label", "label": found.label}
        case LockAddress():
            return {"derivation": "lock", "lock_id": expression(program, found.source)}
        case _:
            parts = [
                {"type": show(declared_type(part, instruction, own, program)), "value": expression(program, part)}
                for part in found.parts
            ]
            return {"derivation": "tuple", "kind": found.kind, "parts": parts}


def declared_type(part: Expression, instruction: Instruction | View | None, own: Resource, program: Program) -> Type:
    """The type whose encoding a part has: a number reads as an exact range, so its declaration is asked."""
    match part:
        case FieldRef():
            resource = own
            if part.role != "self" and instruction is not None:
                resource = program.resource(next(r.resource for r in instruction.roles if r.name == part.role))
            return resource.field(part.field).type
        case ParamRef() if instruction is not None:
            return next(p.type for p in instruction.parameters if p.name == part.name)
        case ConstRef():
            return program.constant(part.name).type
        case FieldOf() if isinstance(part.value.type, StructType):
            return part.value.type.field(part.field)
        case _:
            return part.type


def expression(program: Program, node: Expression) -> Json:
    """One node: `{"op": ...}` with its operands; an expression outside this set is given as its source text."""
    match node:
        case ParamRef():
            return {"op": "param", "name": node.name}
        case FieldRef():
            return {"op": "field", "role": node.role, "field": node.field}
        case RoleId():
            return {"op": "address_of", "role": node.role}
        case ConstRef():
            return {"op": "const", "name": node.name}
        case BytesLiteral():
            return {"op": "literal", "value": node.value.hex()}
        case IntLiteral():
            return {"op": "literal", "value": number(node.value)}
        case BoolLiteral():
            return {"op": "literal", "value": node.value}
        case EnumLiteral():
            return {"op": "literal", "value": node.variant}
        case FieldOf():
            return {"op": "part", "of": expression(program, node.value), "field": node.field}
        case LockIdOf():
            return {"op": "lock_id", "of": expression(program, node.lock)}
        case Unwrap():
            return {"op": "unwrap", "of": expression(program, node.option)}
        case Convert() | OptionSome():
            return expression(program, node.value)
        case _:
            return {"op": "source", "text": program.source[node.span.start : node.span.end]}


def number(value: int) -> int | str:
    """A JSON number, or a decimal string where readers would lose digits."""
    return value if abs(value) <= 1 << 53 else str(value)
