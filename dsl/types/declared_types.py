"""Types that a file declares by name: aliases, structs and enums, each worked out when it is first asked for.

A declaration may use others that stand below it. Nothing may contain itself, however indirectly: a value has a
greatest size.
"""

from __future__ import annotations

from vprog.dsl.program.declarations import EnumDeclaration, Field, StructDeclaration
from vprog.dsl.program.types import EnumType, StructType, Type
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context

MAX_VARIANTS = 256


def is_declared(ctx: Context, name: str) -> bool:
    """Whether an alias, a struct or an enum has this name."""
    return name in ctx.symbols.type_nodes


def declared_type(ctx: Context, span: Span, name: str) -> Type | None:
    """The type of that name, which is declared; None when its declaration is wrong, which is reported once."""
    symbols = ctx.symbols
    if name in symbols.types:
        return symbols.types[name]
    if name in symbols.resolving:
        from vprog.dsl.rules.vp0322_recursive_type import report

        path = symbols.resolving[symbols.resolving.index(name) :]
        report(ctx.bag, span, name, path)
        symbols.types.update((one, None) for one in path)
        return None
    symbols.resolving.append(name)
    found = _declare(ctx, symbols.type_nodes[name])
    symbols.resolving.pop()
    return symbols.types.setdefault(name, found)


def enum_named(ctx: Context, name: str) -> EnumType | None:
    """The enum of that name (or that an alias stands for); None when its declaration is wrong."""
    found = declared_type(ctx, ctx.symbols.type_nodes[name].name.span, name)
    return found if isinstance(found, EnumType) else None


def is_enum(ctx: Context, name: str) -> bool:
    """Whether the name stands for an enum, perhaps through an alias."""
    node = ctx.symbols.type_nodes.get(name)
    seen: set[str] = set()
    while isinstance(node, syn.TypeAlias) and isinstance(node.type, syn.NamedType) and node.name.text not in seen:
        seen.add(node.name.text)
        node = ctx.symbols.type_nodes.get(node.type.name.text)
    return isinstance(node, syn.Enum)


def declare_types(ctx: Context) -> None:
    """Works out all of them, in the order of the source."""
    for name, node in ctx.symbols.type_nodes.items():
        declared_type(ctx, node.name.span, name)


def structs_of(ctx: Context, nodes: list[syn.Struct]) -> tuple[StructDeclaration, ...]:
    """The sound ones of these declarations."""
    found = [(node, ctx.symbols.types.get(node.name.text)) for node in nodes]
    return tuple(
        StructDeclaration(node.span, node.name.text, node.doc, type_)
        for node, type_ in found
        if isinstance(type_, StructType)
    )


def enums_of(ctx: Context, nodes: list[syn.Enum]) -> tuple[EnumDeclaration, ...]:
    """The sound ones of these declarations."""
    found = [(node, ctx.symbols.types.get(node.name.text)) for node in nodes]
    return tuple(
        EnumDeclaration(node.span, node.name.text, node.doc, type_)
        for node, type_ in found
        if isinstance(type_, EnumType)
    )


def _declare(ctx: Context, node: syn.TypeAlias | syn.Struct | syn.Enum) -> Type | None:
    from vprog.dsl.types.resolve import resolve, stored, within_size

    match node:
        case syn.TypeAlias():
            return resolve(ctx, node.type)
        case syn.Struct():
            fields = _fields(ctx, node.fields)
            if fields is None or not (node.linear or all(stored(ctx, field.span, field.type) for field in fields)):
                return None
            pairs = tuple((field.name, field.type) for field in fields)
            found = StructType(node.name.text, pairs, node.linear)
            return found if node.linear else within_size(ctx, node.name.span, found)
        case syn.Enum():
            enum = _enum(ctx, node)
            return within_size(ctx, node.name.span, enum) if enum is not None else None


def _fields(ctx: Context, nodes: tuple[syn.Field, ...]) -> tuple[Field, ...] | None:
    from vprog.dsl.types.declarations import declare_fields

    return declare_fields(ctx, nodes)


def _enum(ctx: Context, node: syn.Enum) -> EnumType | None:
    from vprog.dsl.types.bindings import duplicate
    from vprog.dsl.types.resolve import stored

    first: dict[str, Span] = {}
    payloads: list[tuple[tuple[str, Type], ...]] = []
    sound = True
    for variant in node.variants:
        name = variant.name.text
        if name in first:
            duplicate(ctx, variant.name.span, name, first[name])
            sound = False
            continue
        first[name] = variant.name.span
        fields = _fields(ctx, variant.fields)
        if fields is None or not all(stored(ctx, field.span, field.type) for field in fields):
            sound = False
        else:
            payloads.append(tuple((field.name, field.type) for field in fields))
    if sound and not 1 <= len(first) <= MAX_VARIANTS:
        from vprog.dsl.rules.vp0319_bad_enum import report

        report(ctx.bag, node.name.span, node.name.text, len(first))
        sound = False
    if not sound:
        return None
    return EnumType(node.name.text, tuple(first), tuple(payloads) if any(payloads) else ())
