"""What the instructions of a program share: everything that is declared beside them."""

from __future__ import annotations

from vprog.dsl.frozen import record, replace
from vprog.dsl.names.collect import Items
from vprog.dsl.names.symbols import Symbols
from vprog.dsl.program.declarations import (
    Constant,
    EnumDeclaration,
    ErrorDeclaration,
    EventDeclaration,
    Function,
    Resource,
    StructDeclaration,
    Unit,
)
from vprog.dsl.program.predeclared import FIRST_DECLARED_CODE
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.constant_order import in_order
from vprog.dsl.types.constants import declare_constant
from vprog.dsl.types.context import Context
from vprog.dsl.types.declarations import declare_error, declare_event, declare_resource, declare_unit
from vprog.dsl.types.declared_types import declare_types, enums_of, structs_of
from vprog.dsl.types.suffixes import declare_suffixes, multiples_of


@record
class Shared:
    """The declarations that have no error, and symbols that know of all."""

    symbols: Symbols
    units: tuple[Unit, ...]
    constants: tuple[Constant, ...]
    enums: tuple[EnumDeclaration, ...]
    structs: tuple[StructDeclaration, ...]
    resources: tuple[Resource, ...]
    errors: tuple[ErrorDeclaration, ...]
    events: tuple[EventDeclaration, ...]
    functions: tuple[Function, ...]
    related: tuple[syn.Migrate, ...]
    """Migrations between two resources, sound or not."""
    migrations: tuple[syn.Migrate, ...]
    """The sound ones."""
    unclaimed: dict[str, Span]
    """See Context."""
    fresh: int
    """How many fresh names were made."""


def declare(ctx: Context, items: Items, at_l1: frozenset[str]) -> Shared:
    """Lowers them in the order in which they may depend on each other, and fills `ctx.symbols`."""
    symbols = ctx.symbols
    units = _units(ctx, items)
    nodes = (*items.aliases, *items.structs, *items.enums)
    symbols.type_nodes = {node.name.text: node for node in sorted(nodes, key=_place)}
    symbols.resources = {node.name.text: None for node in items.resources}
    constants = _constants(ctx, items)
    declare_types(ctx)
    enums = enums_of(ctx, items.enums)
    structs = structs_of(ctx, items.structs)
    related, migrations = _resources(ctx, items)
    errors = _errors(ctx, items)
    for node in items.events:
        symbols.events[node.name.text] = declare_event(ctx, node)
    symbols.at_l1 = at_l1
    return Shared(
        symbols,
        units,
        constants,
        enums,
        structs,
        tuple(resource for resource in symbols.resources.values() if resource),
        errors,
        tuple(event for event in symbols.events.values() if event),
        _functions(ctx, items),
        related,
        migrations,
        ctx.unclaimed,
        ctx.made,
    )


def _units(ctx: Context, items: Items) -> tuple[Unit, ...]:
    found = {node.name.text: declare_unit(ctx, node) for node in items.units}
    ctx.symbols.units = {name: unit.type if unit else None for name, unit in found.items()}
    for node in items.units:
        unit = found[node.name.text]
        if unit is not None:
            declare_suffixes(ctx, node, unit.type)
            found[node.name.text] = replace(unit, multiples=multiples_of(ctx, unit.type))
    return tuple(unit for unit in found.values() if unit)


def _constants(ctx: Context, items: Items) -> tuple[Constant, ...]:
    constants = ctx.symbols.constants
    constants.update((node.name.text, None) for node in items.constants)
    for node in in_order(ctx.bag, items.constants, ctx.symbols.type_nodes):
        constants[node.name.text] = declare_constant(ctx, node)
    return tuple(c for node in items.constants if (c := constants[node.name.text]) is not None)


def _resources(ctx: Context, items: Items) -> tuple[tuple[syn.Migrate, ...], tuple[syn.Migrate, ...]]:
    resources = ctx.symbols.resources
    for kind, node in enumerate(items.resources):
        resources[node.name.text] = declare_resource(ctx, node, kind)
    if not items.migrations:
        return (), ()
    from vprog.dsl.types.migrations import keep_addresses, sound_migrations

    related = tuple(node for node in items.migrations if {node.old.text, node.new.text} <= resources.keys())
    sound = sound_migrations(ctx, items.migrations)
    keep_addresses(resources, sound)
    return related, tuple(sound)


def _errors(ctx: Context, items: Items) -> tuple[ErrorDeclaration, ...]:
    found: list[ErrorDeclaration] = []
    for code, node in enumerate(items.errors, FIRST_DECLARED_CODE):
        error = ctx.symbols.errors[node.name.text] = declare_error(ctx, node, code)
        if error is not None:
            found.append(error)
    return tuple(found)


def _functions(ctx: Context, items: Items) -> tuple[Function, ...]:
    if not items.functions:
        return ()
    from vprog.dsl.types.functions import lower_functions

    return lower_functions(ctx, items.functions)


def _place(node: syn.TypeAlias | syn.Struct | syn.Enum) -> tuple[str, int]:
    return node.span.path, node.span.start
