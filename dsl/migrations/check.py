"""A migration changes the layout of a resource and nothing else: it stays where it is, its owner keeps it, and all of
its value goes on."""

from __future__ import annotations

from vprog.dsl.authority.cover import cover
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.infer import address_parts
from vprog.dsl.frozen import replace
from vprog.dsl.program.declarations import Access, Instruction, LabelAddress, Migration, Program, Resource
from vprog.dsl.program.dump_expressions import dump_expression
from vprog.dsl.program.expressions import Convert, Expression, FieldRef, LockIdOf
from vprog.dsl.program.statements import Create, Migrate
from vprog.dsl.program.types import HeldType, LockType, OptionType, ScriptType, Type, contained
from vprog.dsl.program.walk import statements

_CHANGES = (Access.CREDITS, Access.WRITES)


def whole(program: Program, bag: DiagnosticBag) -> None:
    """VP0820, VP0822, VP0823, VP0826 to VP0828."""
    for migration in program.migrations:
        made = next((i for i in program.instructions if i.name == migration.instruction), None)
        if made is None or not made.body.statements or not isinstance(node := made.body.statements[0], Migrate):
            continue
        if node.resource != migration.new:  # the second migration of one kind, which is reported
            continue
        old, new = program.resource(migration.old), program.resource(migration.new)
        _value(node, old, bag)
        _address(node, old, new, bag)
        _lock(node, old, new, bag)
        _owner(program, made, node, old, bag)
        _bypass(program, migration, bag)


def _value(node: Migrate, old: Resource, bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp0820_migration_loses_value

    for field in old.fields:
        if isinstance(field.type, HeldType):
            # What reads it into a plain number is a Convert; a held field names it.
            taken = [v for _, v in node.fields if isinstance(v, FieldRef) and v.field == field.name]
            if len(taken) != 1:
                place = taken[1].span if taken else node.span
                vp0820_migration_loses_value.report(bag, place, field.name, len(taken))


def _address(node: Migrate, old: Resource, new: Resource, bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp0822_migration_changes_address

    if _ambiguous(old) or _ambiguous(new):  # such an address is no address (VP0701)
        return
    why: str | None = None
    if type(old.address) is not type(new.address):
        why = "the address has another form"
    elif isinstance(old.address, LabelAddress) and old.address != new.address:
        why = "it has another label"
    else:
        before, after = address_parts(old.address), address_parts(new.address)
        if len(before) != len(after):
            why = "the address has another number of parts"
        for one, other in zip(before, after, strict=False):
            if why is None and _shown(_of_old(one)) != _shown(_made(other, dict(node.fields))):
                why = f"`{_name(other)}` in its address is not `old.{_name(one)}`"
    if why is not None:
        vp0822_migration_changes_address.report(bag, node.span, new.name, old.name, why)


def _ambiguous(resource: Resource) -> bool:
    types = (_declared(resource, part) for part in address_parts(resource.address))
    return any(isinstance(inner, LockType | OptionType | ScriptType) for type_ in types for inner in contained(type_))


def _declared(resource: Resource, part: Expression) -> Type:
    part = part.value if isinstance(part, Convert) else part
    return resource.field(part.field).type if isinstance(part, FieldRef) else part.type


def _of_old(part: Expression) -> Expression:
    """A part of the old kind's address, of the resource in the role."""
    match part:
        case FieldRef():
            return replace(part, role="old")
        case LockIdOf():
            return replace(part, lock=_of_old(part.lock))
        case Convert():
            return replace(part, value=_of_old(part.value))
        case _:
            return part


def _made(part: Expression, fields: dict[str, Expression]) -> Expression:
    """A part of the new kind's address, with the values that its fields get."""
    match part:
        case FieldRef():
            return fields[part.field]
        case LockIdOf():
            return replace(part, lock=_made(part.lock, fields))
        case Convert():
            inner = _made(part.value, fields)
            return inner if isinstance(inner, Convert) else replace(part, value=inner)
        case _:
            return part


def _shown(part: Expression) -> str:
    return dump_expression(part)


def _name(part: Expression) -> str:
    match part:
        case FieldRef():
            return part.field
        case LockIdOf():
            return _name(part.lock)
        case Convert():
            return _name(part.value)
        case _:
            return dump_expression(part)


def _lock(node: Migrate, old: Resource, new: Resource, bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp0823_migration_changes_lock

    if old.lock_field is None:
        return
    value = None if new.lock_field is None else dict(node.fields)[new.lock_field]
    if not (isinstance(value, FieldRef) and (value.role, value.field) == ("old", old.lock_field)):
        vp0823_migration_changes_lock.report(bag, node.span if value is None else value.span, new.name, old.name)


def _owner(program: Program, made: Instruction, node: Migrate, old: Resource, bag: DiagnosticBag) -> None:
    """A migration sets the fields of what has an owner, so somebody who speaks for it agrees."""
    from vprog.dsl.rules import vp0828_migration_without_owner

    open_ = made.permissionless is not None and not cover(program, made, node.role).holds(made.auth)
    if open_ and old.lock_field is not None:
        declared = old.field(old.lock_field).span
        vp0828_migration_without_owner.report(bag, made.span, old.name, old.lock_field, declared)


def _bypass(program: Program, migration: Migration, bag: DiagnosticBag) -> None:
    """The old kind is only there to be migrated, or to be deleted by who leaves: nothing else makes or changes it."""
    from vprog.dsl.rules import vp0826_old_kind_created, vp0827_old_kind_written

    for instruction in program.instructions:
        if instruction.migrates is not None:
            continue
        created: set[str] = set()
        for node in statements(instruction.body):
            if isinstance(node, Create) and instruction.role(node.role).resource == migration.old:
                created.add(node.role)
                vp0826_old_kind_created.report(bag, node.span, migration.old, migration.new, migration.span)
        for role in instruction.roles:
            if role.resource == migration.old and role.access in _CHANGES and role.name not in created:
                vp0827_old_kind_written.report(
                    bag, role.span, migration.old, migration.new, role.access.value, migration.span
                )
