"""Distinct by default (rule 3): what `may_alias` may say, and roles that could never be distinct."""

from __future__ import annotations

from itertools import combinations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.addresses import Addresses
from vprog.dsl.effects.infer import Inferred
from vprog.dsl.effects.table import Kind
from vprog.dsl.program.declarations import Access, Instruction, Program, Role


def check(program: Program, instruction: Instruction, inferred: Inferred, bag: DiagnosticBag) -> None:
    """VP0520 to VP0523 for one instruction."""
    for group in instruction.may_alias:
        _group(tuple(role for role in instruction.roles if role.name in group), inferred, bag)
    _one_address(program, instruction, bag)


def _group(roles: tuple[Role, ...], inferred: Inferred, bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp0520_alias_of_other_kind, vp0521_alias_with_lifecycle, vp0523_alias_of_one

    if len(roles) == 1:
        vp0523_alias_of_one.report(bag, roles[0].span, roles[0].name)
    for first, second in combinations(roles, 2):
        if first.resource != second.resource:
            vp0520_alias_of_other_kind.report(bag, second.span, first.name, second.name)
    for role in roles:  # a pair is refused once, whatever is wrong with its second role
        kinds = inferred.kinds(role.name)
        if role.access is Access.CREATES or role.or_creates or Kind.CREATE in kinds:
            return vp0521_alias_with_lifecycle.report(bag, role.span, role.name, "created")
        if role.access is Access.DELETES or Kind.DELETE in kinds:
            return vp0521_alias_with_lifecycle.report(bag, role.span, role.name, "deleted")
    return None


def _one_address(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """Two roles of one address are the same resource: without `may_alias` the instruction never succeeds."""
    from vprog.dsl.rules import vp0522_always_aliased

    addresses = Addresses(program, instruction)
    seen: dict[tuple[str, object], Role] = {}
    for role in instruction.roles:
        if role.many is not None:
            continue
        first = seen.setdefault((role.resource, addresses.of(role)), role)
        allowed = any({first.name, role.name} <= group for group in instruction.may_alias)
        if first is not role and not allowed:
            vp0522_always_aliased.report(bag, role.span, first.name, role.name, role.resource, first.span)
