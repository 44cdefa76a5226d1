"""Nobody owns what others put in only because they came first.

An address that says nothing about an owner, such as a number, belongs to whoever takes it: that one chooses the lock.
Where others put value into resources of that kind, they would put it into the hands of whoever was faster.
"""

from __future__ import annotations

from vprog.dsl.addresses.owner import Owners, is_trusted, named_owners, plain_parts
from vprog.dsl.authority.cover import own
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.table import Kind, statement_effects
from vprog.dsl.program.conditions import conditions_of
from vprog.dsl.program.declarations import Access, Instruction, Program, Resource
from vprog.dsl.program.expressions import Binary, BinaryOp, FieldRef, LockIdOf
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import Block, Create, MatchRole
from vprog.dsl.program.types import AddressType, HeldType
from vprog.dsl.program.walk import blocks
from vprog.dsl.source.span import Span


def whole(program: Program, bag: DiagnosticBag) -> None:
    """VP0714 of an address that names no owner."""
    kinds = {resource.name for resource in program.resources if _is_free(program, resource)}
    if not kinds:
        return
    deposits = {i.name: _deposits(program, i, kinds) for i in program.instructions}
    for instruction in program.instructions:
        if any(role.resource in kinds for role in instruction.roles):
            first = (deposits[instruction.name], *deposits.values())
            _created(program, instruction, kinds, first, bag)


def _is_free(program: Program, resource: Resource) -> bool:
    return (
        resource.lock_field is not None
        and any(isinstance(field.type, HeldType) for field in resource.fields)
        and not named_owners(program, resource)
    )


def _created(
    program: Program,
    instruction: Instruction,
    kinds: set[str],
    deposits: tuple[dict[str, Span], ...],
    bag: DiagnosticBag,
) -> None:
    if is_trusted(program, instruction):
        return
    owners = Owners(program, instruction)
    for statement, role, lock in owners.locks():
        put = next((found[role.resource] for found in deposits if role.resource in found), None)
        if not isinstance(statement, Create) or role.resource not in kinds or put is None or owners.is_of_one(lock):
            continue
        parts = plain_parts(program.resource(role.resource))
        named = tuple(part for part in parts if isinstance(part.type, AddressType))
        if not owners.is_bound(statement, role, lock, named):
            from vprog.dsl.rules.vp0714_not_bound_to_owner import shared

            shared(bag, statement.span, role.name, put)


def _deposits(program: Program, instruction: Instruction, kinds: set[str]) -> dict[str, Span]:
    """By kind: where value is put into one that was there before, and that neither agrees nor is known by its lock."""
    roles = {role.name: role for role in instruction.roles if role.resource in kinds}
    if not roles:
        return {}
    lists = members(instruction.body)
    for name in [name for name, role in roles.items() if _is_known(program, instruction, name, role.resource)]:
        del roles[name]
    found: dict[str, Span] = {}
    fresh = frozenset(role.name for role in instruction.roles if role.access is Access.CREATES)
    for name, span in _credits(instruction.body, fresh):
        role = roles.get(lists.get(name, name))
        if role is not None:
            found.setdefault(role.resource, span)
    return found


def _credits(block: Block, fresh: frozenset[str]) -> list[tuple[str, Span]]:
    """The roles that get value here, without those that the body creates."""
    found: list[tuple[str, Span]] = []
    for statement in block.statements:
        for effect in statement_effects(statement):
            if effect.kind is Kind.CREDIT and effect.role is not None and effect.role not in fresh:
                found.append((effect.role, effect.span))
        if isinstance(statement, MatchRole):
            found += _credits(statement.new, fresh | {statement.role})
            found += _credits(statement.live, fresh)
        else:
            for inner in blocks(statement):
                found += _credits(inner, fresh)
    return found


def _is_known(program: Program, instruction: Instruction, role: str, kind: str) -> bool:
    """The role's lock agrees, or who puts value in says whose it has to be: `id(role.lock) == ...`."""
    if own(role).holds(instruction.auth):
        return True
    lock = program.resource(kind).lock_field
    equalities = (c for c in conditions_of(instruction).always if isinstance(c, Binary) and c.op is BinaryOp.EQUAL)
    asked = (side.lock for c in equalities for side in (c.left, c.right) if isinstance(side, LockIdOf))
    return any(isinstance(of, FieldRef) and (of.role, of.field) == (role, lock) for of in asked)
