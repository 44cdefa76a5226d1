"""Lowers units, enums, errors, events and resources: everything that has fields and no body."""

from __future__ import annotations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.program.declarations import (
    Address,
    ErrorDeclaration,
    EventDeclaration,
    Field,
    LabelAddress,
    LockAddress,
    Resource,
    TupleAddress,
    Unit,
)
from vprog.dsl.program.expressions import Convert, Expression, FieldRef, LockIdOf
from vprog.dsl.program.types import LOCK, LOCK_ID, ExactType, OptionType, StructType, Type, UnitType
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.bindings import duplicate
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import mismatch
from vprog.dsl.types.expressions import infer
from vprog.dsl.types.messages import check_message
from vprog.dsl.types.resolve import integer_type, resolve, stored
from vprog.dsl.types.values import value_type


def declare_unit(ctx: Context, node: syn.Unit) -> Unit | None:
    """`unit Sompi: u64`: stored as a machine integer."""
    integer = integer_type(node.type.name.text) if isinstance(node.type, syn.NamedType) else None
    if integer is not None:
        return Unit(node.span, node.name.text, node.doc, UnitType(node.name.text, integer))
    found = resolve(ctx, node.type)
    if found is not None:
        from vprog.dsl.program.types import show
        from vprog.dsl.rules.vp0301_type_mismatch import report

        report(ctx.bag, node.type.span, show(found), "a machine integer such as `u64`")
    return None


def declare_fields(ctx: Context, nodes: tuple[syn.Field, ...], *, held: bool = False) -> tuple[Field, ...] | None:
    """Fields or parameters with their types; None when one of them is wrong."""
    fields: dict[str, Field | None] = {}
    spans: dict[str, syn.Identifier] = {}
    sound = True
    for node in nodes:
        name = node.name.text
        if name in spans:
            duplicate(ctx, node.name.span, name, spans[name].span)
            sound = False
            continue
        spans[name] = node.name
        type_ = resolve(ctx, node.type, held=held)
        if held and isinstance(type_, StructType) and not stored(ctx, node.type.span, type_):
            type_ = None
        fields[name] = Field(node.span, name, node.doc, type_) if type_ is not None else None
    found = tuple(field for field in fields.values() if field is not None)
    return found if sound and len(found) == len(fields) else None


def declare_error(ctx: Context, node: syn.ErrorDeclaration, code: int) -> ErrorDeclaration | None:
    fields = declare_fields(ctx, node.fields)
    if fields is not None and not all(stored(ctx, field.span, field.type) for field in fields):
        return None
    if fields is None:
        return None
    check_message(ctx, node, frozenset(field.name for field in fields))
    return ErrorDeclaration(node.span, node.name.text, node.doc, code, node.message.value, fields)


def declare_event(ctx: Context, node: syn.Event) -> EventDeclaration | None:
    fields = declare_fields(ctx, node.fields)
    if fields is not None and not all(stored(ctx, field.span, field.type) for field in fields):
        return None
    return EventDeclaration(node.span, node.name.text, node.doc, fields) if fields is not None else None


def declare_resource(ctx: Context, node: syn.Resource, kind: int) -> Resource | None:
    for field in node.fields:
        if field.name.text == "id":
            from vprog.dsl.rules.vp0208_reserved_name import report

            report(ctx.bag, field.name.span, "id", "the address of every resource")
            return None
    fields = declare_fields(ctx, node.fields, held=True)
    if fields is None:
        return None
    scope = Scope()
    declared: dict[str, Type] = {}
    for field in fields:
        declared[field.name] = field.type
        scope.add(Binding(NameKind.FIELD, field.name, field.span, value_type(field.type)))
    address = _own_address(ctx, scope, node.address, kind, declared)
    return Resource(node.span, node.name.text, node.doc, kind, fields, address) if address is not None else None


def _own_address(
    ctx: Context, scope: Scope, node: syn.AddressClause, kind: int, declared: dict[str, Type]
) -> Address | None:
    if node.form is not None:
        return labelled(ctx, node) if node.form.text == "label" else at_lock(ctx, scope, node)
    parts: list[Expression] = []
    for part in node.parts:
        value = infer(ctx, scope, part)
        if isinstance(value, FieldRef) and isinstance(value.type, ExactType):
            value = Convert(value.span, declared[value.field], value, None)
        if value is not None:
            parts.append(value)
    return TupleAddress(kind, tuple(parts)) if len(parts) == len(node.parts) else None


def labelled(ctx: Context, node: syn.AddressClause) -> LabelAddress | None:
    """`at label("text")`."""
    if len(node.parts) == 1 and isinstance(part := node.parts[0], syn.StringLiteral):
        return LabelAddress(part.value)
    from vprog.dsl.rules.vp0310_address_shape import report

    return report(ctx.bag, node.span, "this resource", 'label("text")')


def at_lock(ctx: Context, scope: Scope, node: syn.AddressClause) -> LockAddress | None:
    """`at lock(x)` of a LockId or a Lock."""
    from vprog.dsl.rules import vp0310_address_shape as shape

    if node.form is None or node.form.text != "lock":
        return shape.no_such(ctx.bag, node.span, node.form.text if node.form else "(...)")
    if len(node.parts) != 1:
        from vprog.dsl.rules.vp0304_wrong_argument_count import report as count

        return count(ctx.bag, node.span, "lock", 1, len(node.parts))
    value = infer(ctx, scope, node.parts[0])
    if value is None:
        return None
    if isinstance(value.type, OptionType):
        from vprog.dsl.rules.vp0701_ambiguous_address_part import report

        return report(ctx.bag, value.span, value.type)
    if value.type == LOCK:
        return LockAddress(LockIdOf(value.span, LOCK_ID, value))
    return LockAddress(value) if value.type == LOCK_ID else mismatch(ctx, value, "LockId or Lock")
