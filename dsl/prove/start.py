"""The paths into an instruction: every state and every argument that the header lets through.

A role of an instruction stands for any resource of its kind: its fields are symbols within the ranges of their types.
Three things are known beyond that: roles are different resources unless `may_alias` lets them be one (each way is
gone through), a live resource stands at the address that its
fields derive, and what the header asks for (addresses, `auth`, `where`) holds. Declared invariants would be assumed
here, for every live role, and asked for again in `goals`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from vprog.dsl.program.declarations import (
    Access,
    Auth,
    AuthAll,
    AuthAny,
    AuthKey,
    AuthLock,
    Instruction,
    Program,
    Role,
)
from vprog.dsl.program.types import LockType
from vprog.dsl.prove.evaluate import check, evaluate
from vprog.dsl.prove.execute import derive, execute, own_address
from vprog.dsl.prove.explorer import Explorer
from vprog.dsl.prove.path import Life, Path, RoleValue, resources
from vprog.dsl.prove.solver import (
    BYTES,
    TRUTH,
    ZERO,
    Clock,
    Term,
    all_of,
    any_of,
    choose,
    distinct,
    negated,
    number,
    symbol,
)
from vprog.dsl.prove.values import Symbolic, fresh

Group = tuple[Role, ...]
"""Roles that are one resource; one role, where nothing may alias."""


def explore(program: Program, instruction: Instruction, seconds: float) -> tuple[Explorer, list[Path]]:
    """The paths on which the instruction succeeds. Raises TooComplex."""
    explorer = Explorer(program, instruction, Clock(seconds))
    ranges: list[Term] = []
    for parameter in instruction.parameters:
        explorer.parameters[parameter.name], facts = fresh(parameter.name, parameter.type)
        ranges += facts
    for role in instruction.roles:
        explorer.unlocked[role.name] = symbol(f"{role.name} is unlocked", TRUTH)
    done: list[Path] = []
    for groups in _groupings(instruction, ()):
        for lives in product(*(_lives(group) for group in groups)):
            path = _path(explorer, groups, lives, ranges)
            if not path.dead:
                done += execute(instruction.body, path, explorer)
    return explorer, done


def _groupings(instruction: Instruction, groups: tuple[Group, ...]) -> Iterator[tuple[Group, ...]]:
    """Every way in which roles can be the same resource; first the one in which they are all different."""
    placed = sum(map(len, groups))
    if placed == len(instruction.roles):
        yield groups
        return
    role = instruction.roles[placed]
    yield from _groupings(instruction, (*groups, (role,)))
    for n, group in enumerate(groups):
        allowed = all(frozenset({role.name, other.name}) in instruction.may_alias for other in group)
        if allowed and group[0].resource == role.resource:
            yield from _groupings(instruction, (*groups[:n], (*group, role), *groups[n + 1 :]))


def _lives(group: Group) -> list[Life]:
    """What all roles of one resource agree to."""
    return [life for life in (Life.NEW, Life.LIVE) if all(life in _lives_of(role) for role in group)]


def _lives_of(role: Role) -> tuple[Life, ...]:
    if role.or_creates:
        return (Life.NEW, Life.LIVE)
    return (Life.NEW,) if role.access is Access.CREATES else (Life.LIVE,)


def _path(explorer: Explorer, groups: tuple[Group, ...], lives: tuple[Life, ...], ranges: list[Term]) -> Path:
    instruction = explorer.instruction
    facts = list(ranges)
    found_by: dict[str, RoleValue] = {}
    for group, life in zip(groups, lives, strict=True):
        role = group[0]
        fields: dict[str, Symbolic] = {}
        for field in explorer.program.resource(role.resource).fields if life is Life.LIVE else ():
            fields[field.name], found = fresh(f"{role.name}.{field.name}", field.type)
            facts += found
        value = RoleValue(role.resource, life, symbol(f"{role.name}.id", BYTES), fields)
        found_by |= {alias.name: value for alias in group}
        facts += [explorer.unlocked[role.name] == explorer.unlocked[alias.name] for alias in group[1:]]
    before = {role.name: found_by[role.name] for role in instruction.roles}
    path = Path(before, before, facts).copy()
    for type_, value in explorer.inputs(path):
        if isinstance(type_, LockType):
            explorer.lock_id(path, value)
    path.assume(distinct([resource.id for resource in resources(before).values()]))
    for role in instruction.roles:
        if role.address is not None:
            path.assume(derive(role.address, path, explorer) == before[role.name].id)
        if before[role.name].life is Life.LIVE:
            path.assume(own_address(role.name, path, explorer) == before[role.name].id)
        if before[role.name].life is Life.NEW or explorer.program.resource(role.resource).lock_field is None:
            path.assume(negated(explorer.unlocked[role.name]))
    if instruction.auth is not None:
        path.assume(satisfied(instruction.auth, explorer))
    for where in instruction.conditions:
        check(path, explorer, "where", where.span, where.error, evaluate(where.condition, path, explorer))
    return path


def satisfied(auth: Auth, explorer: Explorer) -> Term:
    """Whether the clause holds, by which locks are satisfied and whether the program's key signed."""
    match auth:
        case AuthLock():
            return explorer.unlocked[auth.role]
        case AuthKey():
            return explorer.key_signed
        case AuthAll():
            return all_of([satisfied(part, explorer) for part in auth.parts])
        case AuthAny():
            return any_of([satisfied(part, explorer) for part in auth.parts])
        case _:
            counted = ZERO
            for part in auth.parts:
                counted = counted + choose(satisfied(part, explorer), number(1), ZERO)
            return counted >= auth.threshold
