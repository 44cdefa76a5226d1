"""`migrate New from Old { ... }`: an instruction that makes one kind of resource of another, at the same address."""

from __future__ import annotations

import re

from vprog.dsl.frozen import replace
from vprog.dsl.names.scope import Scope
from vprog.dsl.program.declarations import Field, Migration, Resource, TupleAddress
from vprog.dsl.program.expressions import Expression, FieldRef
from vprog.dsl.program.statements import Block, Migrate
from vprog.dsl.program.types import HeldType
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.error_uses import field_values
from vprog.dsl.types.expressions import infer, no_such
from vprog.dsl.types.values import value_type

ROLE = "old"


def sound_migrations(ctx: Context, nodes: list[syn.Migrate]) -> list[syn.Migrate]:
    """Those between two resources, one from each old kind and none in a circle; the others are reported."""
    found: dict[str, syn.Migrate] = {}
    for node in nodes:
        names = [name for name in (node.new, node.old) if name.text not in ctx.symbols.resources]
        for name in names:
            no_such(ctx, name.span, "resource", name.text, list(ctx.symbols.resources))
        if names:
            continue
        first = found.setdefault(node.old.text, node)
        if first is not node:
            from vprog.dsl.rules.vp0824_two_migrations import report

            report(ctx.bag, node.old.span, node.old.text, first.old.span)
    return [node for node in found.values() if not _circle(ctx, node, found)]


def _circle(ctx: Context, node: syn.Migrate, found: dict[str, syn.Migrate]) -> bool:
    path = [node.old.text]
    after = node.new.text
    while after in found and after not in path:
        path.append(after)
        after = found[after].new.text
    if after != node.old.text:
        return after in path
    if min(path) == node.old.text:
        from vprog.dsl.rules.vp0825_migration_circle import report

        report(ctx.bag, node.new.span, (*path, after))
    return True


def keep_addresses(resources: dict[str, Resource | None], nodes: list[syn.Migrate]) -> None:
    """A tuple address has the number of the kind in it: a new kind keeps that of the first old one."""
    origin = {node.new.text: node.old.text for node in nodes}
    for name in list(origin):
        old = name
        while old in origin:
            old = origin[old]
        first, new = resources.get(old), resources.get(name)
        if first is None or new is None:
            continue
        if isinstance(first.address, TupleAddress) and isinstance(new.address, TupleAddress):
            resources[name] = replace(new, address=replace(new.address, kind=first.address.kind))


def instruction_name(old: str) -> str:
    """`migrate_user_v2` for `UserV2`."""
    return "migrate_" + re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", old).lower()


def as_instruction(node: syn.Migrate, lock_field: str | None) -> syn.Instruction:
    """The header of the instruction; its body is made from the fields. Without clauses the old lock agrees."""
    name = syn.Identifier(node.old.span, instruction_name(node.old.text))
    role = syn.Identifier(node.old.span, ROLE)
    access = syn.Identifier(node.old.span, "writes")
    kind = syn.NamedType(node.old.span, node.old)
    own = syn.RoleClause(node.old.span, access, role, kind, None, False)
    clauses: tuple[syn.HeaderClause, ...] = node.clauses
    if not clauses:
        field = syn.Identifier(node.old.span, lock_field or "lock")
        lock = syn.Member(node.old.span, syn.NameRef(node.old.span, ROLE), field)
        clauses = (syn.AuthClause(node.old.span, syn.AuthOne(node.old.span, lock)),)
    return syn.Instruction(node.span, node.doc, name, (), (own, *clauses), syn.Block(node.span, ()))


def migration(node: syn.Migrate) -> Migration:
    return Migration(node.span, node.doc, node.old.text, node.new.text, instruction_name(node.old.text))


def migrate_body(ctx: Context, scope: Scope, node: syn.Migrate) -> Block | None:
    """The one statement: all fields of the new kind. Which of them may come from where is judged later."""
    new, old = ctx.symbols.resources[node.new.text], ctx.symbols.resources[node.old.text]
    if new is None or old is None:
        ctx.fail()
        return None
    held = {field.name: field for field in new.fields if isinstance(field.type, HeldType)}
    taken: dict[str, Expression] = {}
    sound = True
    for entry in node.fields:
        name = entry.name.text
        if name in held and name not in taken:
            value = _held(ctx, scope, entry.value, held[name], old)
            sound = sound and value is not None
            if value is not None:
                taken[name] = value
    plain = [field for field in new.fields if field.name not in held]
    # Held fields are known here too, so that a missing one is said to be missing.
    known = [*plain, *(field for name, field in held.items() if all(e.name.text != name for e in node.fields))]
    given = [entry for entry in node.fields if entry.name.text not in held]
    values = field_values(ctx, scope, node.new.span, f"`{new.name}`", new.name, known, given)
    if values is None or not sound:
        ctx.fail()
        return None
    found = {**dict(values), **taken}
    fields = tuple((field.name, found[field.name]) for field in new.fields)
    return Block(node.span, (Migrate(node.span, ROLE, new.name, fields),))


def _held(ctx: Context, scope: Scope, node: syn.Expression, field: Field, old: Resource) -> Expression | None:
    value = infer(ctx, scope, node)
    if value is None:
        return None
    if isinstance(value, FieldRef) and value.role == ROLE:
        source = old.field(value.field).type
        if source == field.type:
            return FieldRef(value.span, value_type(source), ROLE, value.field)
    from vprog.dsl.program.expressions import IntLiteral

    if isinstance(value, IntLiteral) and value.value == 0:
        return value
    from vprog.dsl.rules.vp0821_migration_invents_value import report

    return report(ctx.bag, value.span, field.name)
