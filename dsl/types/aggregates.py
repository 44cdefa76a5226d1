"""Values made of values: structs, variants with fields, lists in brackets, and text."""

from __future__ import annotations

from vprog.dsl.names.scope import Scope
from vprog.dsl.names.suggest import nearest
from vprog.dsl.program.declarations import Field
from vprog.dsl.program.expressions import (
    BytesLiteral,
    CollectionLiteral,
    EnumLiteral,
    Expression,
    FieldOf,
    StructLiteral,
    VariantLiteral,
)
from vprog.dsl.program.types import (
    ArrayType,
    BoolType,
    EnumType,
    ListType,
    MapType,
    SetType,
    StructType,
    TextType,
    Type,
    show,
)
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.declared_types import declared_type, enum_named, is_declared, is_enum
from vprog.dsl.types.expressions import infer, misplaced, no_such
from vprog.dsl.types.values import UNTYPED_LIST, value_type


def record(ctx: Context, scope: Scope, node: syn.Record) -> Expression | None:
    """`Point { x: 1, y: 2 }` or `Shape.Circle { radius: 5 }`."""
    if node.qualifier is not None:
        return _qualified(ctx, scope, node, node.qualifier)
    name = node.name.text
    if not is_declared(ctx, name):
        if ctx.symbols.sort_of(name) is None:
            return no_such(ctx, node.name.span, "struct", name, list(ctx.symbols.type_nodes))
        return misplaced(ctx, node.span, f"a value `{name} {{ ... }}` stands only in create, emit, else and tests")
    found = declared_type(ctx, node.name.span, name)
    if found is None:
        return None
    if not isinstance(found, StructType):
        return no_such(ctx, node.name.span, "struct", name, [])
    values = _values(ctx, scope, node, found.name, found.fields)
    return StructLiteral(node.span, found, values) if values is not None else None


def variant(ctx: Context, span: Span, enum: EnumType | None, name: syn.Identifier) -> Expression | None:
    """`Colour.Red`: a variant without fields."""
    if enum is None:
        return None
    if name.text not in enum.variants:
        return unknown_variant(ctx, name, enum)
    if not enum.payloads:
        return EnumLiteral(span, enum, name.text)
    if enum.payload(name.text):
        from vprog.dsl.rules.vp0205_missing_field import report

        return report(ctx.bag, span, f"`{enum.name}.{name.text}`", [field for field, _ in enum.payload(name.text)])
    return VariantLiteral(span, enum, name.text, ())


def unknown_variant(ctx: Context, name: syn.Identifier, enum: EnumType) -> None:
    from vprog.dsl.rules.vp0209_unknown_variant import report

    report(ctx.bag, name.span, enum.name, name.text, nearest(name.text, enum.variants))


def _qualified(ctx: Context, scope: Scope, node: syn.Record, qualifier: syn.Identifier) -> Expression | None:
    if not is_enum(ctx, qualifier.text):
        enums = [name for name in ctx.symbols.type_nodes if is_enum(ctx, name)]
        return no_such(ctx, qualifier.span, "enum", qualifier.text, enums)
    enum = enum_named(ctx, qualifier.text)
    if enum is None:
        return None
    if node.name.text not in enum.variants:
        return unknown_variant(ctx, node.name, enum)
    if not enum.payload(node.name.text):
        return misplaced(ctx, node.span, f"`{enum.name}.{node.name.text}` has no fields: write it without braces")
    values = _values(ctx, scope, node, f"{enum.name}.{node.name.text}", enum.payload(node.name.text))
    return VariantLiteral(node.span, enum, node.name.text, values) if values is not None else None


def _values(
    ctx: Context, scope: Scope, node: syn.Record, owner: str, fields: tuple[tuple[str, Type], ...]
) -> tuple[Expression, ...] | None:
    from vprog.dsl.types.error_uses import field_values

    declared = [Field(node.span, name, "", type_) for name, type_ in fields]
    values = field_values(ctx, scope, node.span, f"`{owner}`", owner, declared, node.fields)
    return tuple(value for _, value in values) if values is not None else None


def bracketed(ctx: Context, scope: Scope, node: syn.ListLiteral) -> Expression | None:
    """`[a, b]`, as yet without a type: it gets the type of its place (`typed_list`)."""
    items = [infer(ctx, scope, item) for item in node.items]
    found = tuple(item for item in items if item is not None)
    return CollectionLiteral(node.span, UNTYPED_LIST, found) if len(found) == len(items) else None


def typed_list(ctx: Context, scope: Scope, value: CollectionLiteral, target: Type) -> Expression | None:
    """A list in brackets as a collection of the declared type."""
    count = len(value.items)
    match target:
        case ArrayType():
            if count != target.size:
                from vprog.dsl.rules.vp0302_wrong_length import report

                return report(ctx.bag, value.span, show(target), target.size, count, "elements")
            element = target.element
        case ListType() | SetType():
            if count > target.max:
                from vprog.dsl.rules.vp0327_too_long import report as too_long

                return too_long(ctx.bag, value.span, "elements", count, target.max, show(target))
            element = target.element
        case MapType() if not value.items:
            element = BoolType()
        case _:
            from vprog.dsl.types.conversion import mismatch

            return mismatch(ctx, value, show(target))
    items = [convert(ctx, scope, item, element) for item in value.items]
    found = tuple(item for item in items if item is not None)
    return CollectionLiteral(value.span, target, found) if len(found) == count else None


def text(node: syn.StringLiteral) -> Expression:
    """`"text"`: as long as it is, until it meets a declared type."""
    value = node.value.encode("utf-8", "replace")
    return BytesLiteral(node.span, TextType(len(value)), value)


def struct_field(ctx: Context, span: Span, value: Expression, name: syn.Identifier) -> Expression | None:
    """`point.x`."""
    type_ = value.type
    assert isinstance(type_, StructType)
    fields = dict(type_.fields)
    if name.text not in fields:
        from vprog.dsl.rules.vp0204_unknown_field import report

        return report(ctx.bag, name.span, type_.name, name.text, nearest(name.text, fields))
    return FieldOf(span, value_type(fields[name.text]), value, name.text)
