"""Addresses are derived, never typed in (rule 11): from values of one form, once, and for ever."""

from __future__ import annotations

from vprog.dsl.addresses import owner, vaults
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.infer import address_parts, leaves
from vprog.dsl.program.declarations import AuthKey, Instruction, LabelAddress, LockAddress, Program, Resource
from vprog.dsl.program.expressions import Convert, Expression, FieldRef
from vprog.dsl.program.statements import AssignField
from vprog.dsl.program.types import (
    HeldType,
    LockType,
    OptionType,
    ScriptType,
    Type,
    contained,
)
from vprog.dsl.program.walk import expressions, statements


def declared(program: Program, bag: DiagnosticBag) -> None:
    """What is said of the resources; VP0701 to VP0703, VP0706."""
    _resources(program, bag)


def whole(program: Program, bag: DiagnosticBag) -> None:
    """What is said of the program's key, and VP0714 where value is kept."""
    _genesis(program, bag)
    vaults.whole(program, bag)


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """What an instruction's header derives; VP0707 to VP0709."""
    _order(instruction, bag)
    _for_ever(program, instruction, bag)
    owner.each(program, instruction, bag)


def _resources(program: Program, bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp0702_two_resources_at_lock, vp0703_label_used_twice, vp0706_value_in_address

    at_lock: Resource | None = None
    labels: dict[str, Resource] = {}
    for resource in program.resources:
        match resource.address:
            case LabelAddress(label):
                first = labels.setdefault(label, resource)
                if first is not resource and not _one_line(program, first.name, resource.name):
                    vp0703_label_used_twice.report(bag, resource.span, label, first.name, first.span)
            case LockAddress():
                if at_lock is not None and not _one_line(program, at_lock.name, resource.name):
                    vp0702_two_resources_at_lock.report(bag, resource.span, resource.name, at_lock.name, at_lock.span)
                at_lock = at_lock or resource
            case _:
                pass
        for part in map(_unwrapped, address_parts(resource.address)):
            declared = _declared_type(resource, part)
            if isinstance(declared, HeldType) and isinstance(part, FieldRef):
                vp0706_value_in_address.report(bag, part.span, part.field)
            else:
                _one_form(part, declared, bag)


def _one_line(program: Program, first: str, second: str) -> bool:
    """Whether one kind becomes the other by migrations: the two then share addresses, one after the other."""
    return any({first, second} <= _later(program, migration.old) for migration in program.migrations)


def _later(program: Program, kind: str) -> set[str]:
    """The kind and all that migrations make of it; those that are reported too (VP0824, VP0825)."""
    found = {kind}
    for _ in program.migrations:
        found |= {migration.new for migration in program.migrations if migration.old in found}
    return found


def _unwrapped(part: Expression) -> Expression:
    """A number of exact range stands in an address as its declared type."""
    return part.value if isinstance(part, Convert) else part


def _declared_type(resource: Resource, part: Expression) -> Type:
    """A field reads as a number of its unit even when it holds value: ask the declaration."""
    return resource.field(part.field).type if isinstance(part, FieldRef) else part.type


def _one_form(part: Expression, type_: Type, bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp0701_ambiguous_address_part

    loose = next((inner for inner in contained(type_) if isinstance(inner, LockType | OptionType | ScriptType)), None)
    if loose is not None:
        vp0701_ambiguous_address_part.report(bag, part.span, loose, None if loose is type_ else type_)


def _genesis(program: Program, bag: DiagnosticBag) -> None:
    """A signer entry for `auth key` carries no key, so a program has one."""
    from vprog.dsl.rules import vp0704_two_genesis_keys

    keys = [leaf for i in program.instructions for leaf in leaves(i.auth) if isinstance(leaf, AuthKey)]
    for leaf in keys[1:]:
        if leaf.key != keys[0].key:
            vp0704_two_genesis_keys.report(bag, leaf.span, leaf.key, keys[0].key, keys[0].span)


def _order(instruction: Instruction, bag: DiagnosticBag) -> None:
    """Roles are checked in header order: an address may read only what was decoded before it."""
    from vprog.dsl.rules import vp0709_address_of_a_later_role

    checked: set[str] = set()
    for role in instruction.roles:
        for part in address_parts(role.address):
            for node in expressions(part):
                if isinstance(node, FieldRef) and node.role not in checked:
                    needed = instruction.role(node.role)
                    vp0709_address_of_a_later_role.report(bag, node.span, role.name, needed.name, needed.span)
        checked.add(role.name)


def _for_ever(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """A field that makes the address never changes after `create`."""
    from vprog.dsl.rules import vp0707_address_field_assigned

    for statement in statements(instruction.body):
        if isinstance(statement, AssignField):
            resource = program.resource(instruction.role(statement.role).resource)
            for part in address_parts(resource.address):
                for node in expressions(part):
                    if isinstance(node, FieldRef) and node.field == statement.field:
                        vp0707_address_field_assigned.report(
                            bag, statement.span, statement.role, statement.field, resource.span
                        )
