"""Distinct by default (rule 3): what `may_alias` may say, and roles that could never be distinct."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.infer import Inferred, address_parts
from vprog.dsl.effects.table import Kind
from vprog.dsl.program.declarations import Access, Address, Instruction, LabelAddress, Role


def check(instruction: Instruction, inferred: Inferred, bag: DiagnosticBag) -> None:
    """VP0520 to VP0523 for one instruction."""
    for group in instruction.may_alias:
        _group(tuple(role for role in instruction.roles if role.name in group), inferred, bag)
    _one_address(instruction, bag)


def _group(roles: tuple[Role, ...], inferred: Inferred, bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp0520_alias_of_other_kind, vp0521_alias_with_lifecycle, vp0523_alias_of_one

    if len(roles) == 1:
        vp0523_alias_of_one.report(bag, roles[0].span, roles[0].name)
    for first, second in combinations(roles, 2):
        if first.resource != second.resource:
            vp0520_alias_of_other_kind.report(bag, second.span, first.name, second.name)
    for role in roles:
        kinds = inferred.kinds(role.name)
        if role.access is Access.CREATES or role.or_creates or Kind.CREATE in kinds:
            vp0521_alias_with_lifecycle.report(bag, role.span, role.name, "created")
        elif role.access is Access.DELETES or Kind.DELETE in kinds:
            vp0521_alias_with_lifecycle.report(bag, role.span, role.name, "deleted")


def _one_address(instruction: Instruction, bag: DiagnosticBag) -> None:
    """Two roles of one address are the same resource: without `may_alias` the instruction never succeeds."""
    from vprog.dsl.rules import vp0522_always_aliased

    seen: dict[tuple[str, object], Role] = {}
    for role in instruction.roles:
        if role.address is None or role.many is not None:
            continue
        first = seen.setdefault((role.resource, _derived(role.address)), role)
        allowed = any({first.name, role.name} <= group for group in instruction.may_alias)
        if first is not role and not allowed:
            vp0522_always_aliased.report(bag, role.span, first.name, role.name, role.resource, first.span)


def _derived(address: Address) -> object:
    """What an address is derived from, without places in the source: equal for equal addresses."""
    if isinstance(address, LabelAddress):
        return address.label
    return tuple(_bare(part) for part in address_parts(address))


def _bare(value: Any) -> object:
    names: tuple[str, ...] | None = getattr(value, "__match_args__", None)
    if names is not None:
        return type(value).__name__, *(_bare(getattr(value, name)) for name in names if name not in ("span", "type"))
    return value
