"""The paths into an instruction: every state and every argument that the header lets through.

A role of an instruction stands for any resource of its kind: its fields are symbols within the ranges of their types.
Three things are known beyond that: roles are different resources unless `may_alias` lets them be one (each way is
gone through), a live resource stands at the address that its
fields derive, what the header asks for (addresses, `auth`, `where`, `after`) holds, and so do the invariants of every
live resource, which `goals` asks for again afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from vprog.dsl.frozen import replace
from vprog.dsl.program.declarations import (
    Access,
    Auth,
    AuthAll,
    AuthAny,
    AuthKey,
    AuthLock,
    AuthMany,
    Instruction,
    Program,
    Role,
)
from vprog.dsl.program.types import LockType
from vprog.dsl.prove.evaluate import check, evaluate, is_after
from vprog.dsl.prove.execute import derive, execute, own_address
from vprog.dsl.prove.explorer import MAX_PATHS, Explorer, TooComplex
from vprog.dsl.prove.path import Life, Path, RoleValue, member, of, resources
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
    truth,
)
from vprog.dsl.prove.values import Symbolic, fresh

Group = tuple[Role, ...]
"""Roles that are one resource; one role, where nothing may alias."""
ALWAYS = 2
"""Role lists are gone through for every number of members. Where longer ones are too much, what holds of the shorter
ones is not proved, but what does not hold is refuted."""


def explore(program: Program, instruction: Instruction, seconds: float) -> tuple[Explorer, list[Path]]:
    """The paths on which the instruction succeeds. Raises TooComplex."""
    explorer = Explorer(program, instruction, Clock(seconds))
    ranges: list[Term] = []
    for parameter in instruction.parameters:
        explorer.parameters[parameter.name], facts = fresh(parameter.name, parameter.type)
        ranges += facts
    done: list[Path] = []
    for lists in sorted(product(*(_sizes(role) for role in instruction.roles)), key=lambda lists: sum(map(len, lists))):
        roles = [role for members in lists for role in members]
        noted = len(explorer.checks)
        try:
            done += _with_roles(explorer, roles, ranges)
        except TooComplex as why:
            if len(roles) <= len(instruction.roles) + ALWAYS:
                raise
            del explorer.checks[noted:]
            explorer.partial = f"only role lists of up to {ALWAYS} were gone through: {why}"
            break
    return explorer, done


def _with_roles(explorer: Explorer, roles: list[Role], ranges: list[Term]) -> list[Path]:
    done: list[Path] = []
    for role in roles:
        explorer.unlocked[role.name] = symbol(f"{role.name} is unlocked", TRUTH)
    for groups in _groupings(explorer.instruction, roles, ()):
        for lives in product(*(_lives(group) for group in groups)):
            path = _path(explorer, groups, lives, ranges)
            if not path.dead:
                done += explorer.limited(execute(explorer.instruction.body, path, explorer))
        if len(done) > MAX_PATHS:
            raise TooComplex(f"the instruction has more than {MAX_PATHS} paths")
    return done


def _sizes(role: Role) -> list[Group]:
    """The role alone; for a role list, its members, for every number of them."""
    if role.many is None:
        return [(role,)]
    members = [replace(role, name=member(role.name, n), many=None) for n in range(role.many)]
    return [tuple(members[:count]) for count in range(len(members) + 1)]


def _groupings(instruction: Instruction, roles: list[Role], groups: tuple[Group, ...]) -> Iterator[tuple[Group, ...]]:
    """Every way in which roles can be the same resource; first the one in which they are all different."""
    placed = sum(map(len, groups))
    if placed == len(roles):
        yield groups
        return
    role = roles[placed]
    yield from _groupings(instruction, roles, (*groups, (role,)))
    for n, group in enumerate(groups):
        allowed = all(frozenset({of(role.name), of(other.name)}) in instruction.may_alias for other in group)
        if allowed and group[0].resource == role.resource:
            yield from _groupings(instruction, roles, (*groups[:n], (*group, role), *groups[n + 1 :]))


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
    roles = {role.name: role for group in groups for role in group}
    order = {role.name: n for n, role in enumerate(instruction.roles)}
    before = {name: found_by[name] for name in sorted(roles, key=lambda name: (order[of(name)], name))}
    lists = {
        role.name: tuple(name for name in before if of(name) == role.name)
        for role in instruction.roles
        if role.many is not None
    }
    path = Path(before, before, facts, lists=lists).copy()
    for type_, value in explorer.inputs(path):
        if isinstance(type_, LockType):
            explorer.lock_id(path, value)
    path.assume(distinct([resource.id for resource in resources(before).values()]))
    for name, role in roles.items():
        if role.address is not None:
            path.assume(derive(role.address, path, explorer) == before[name].id)
        if before[name].life is Life.LIVE:
            path.assume(own_address(name, path, explorer) == before[name].id)
        if before[name].life is Life.NEW or explorer.program.resource(role.resource).lock_field is None:
            path.assume(negated(explorer.unlocked[name]))
    for name, resource in resources(before).items():
        if resource.life is Life.LIVE:
            _assume_invariants(explorer, path, name)
    if instruction.auth is not None:
        path.assume(satisfied(instruction.auth, explorer, path))
    if instruction.after is not None:
        path.assume(is_after(evaluate(instruction.after, path, explorer)))
    for where in instruction.conditions:
        check(path, explorer, "where", where.span, where.error, evaluate(where.condition, path, explorer))
    return path


def _assume_invariants(explorer: Explorer, path: Path, role: str) -> None:
    """What is asked for after every action holds before the next."""
    noted = len(explorer.checks)
    for invariant in explorer.program.invariants:
        if invariant.resource == path.roles[role].resource:
            with path.itself(role):
                path.assume(evaluate(invariant.conditions[0][1], path, explorer))
    del explorer.checks[noted:]


def satisfied(auth: Auth, explorer: Explorer, path: Path) -> Term:
    """Whether the clause holds, by which locks are satisfied and whether the program's key signed."""
    match auth:
        case AuthLock():
            return explorer.unlocked[auth.role]
        case AuthKey():
            return explorer.key_signed
        case AuthAll():
            return all_of([satisfied(part, explorer, path) for part in auth.parts])
        case AuthAny():
            return any_of([satisfied(part, explorer, path) for part in auth.parts])
        case AuthMany():
            members = [explorer.unlocked[name] for name in path.lists[auth.role]]
            if auth.threshold is None:
                return all_of([truth(bool(members)), *members])
            return _at_least(auth.threshold, members)
        case _:
            return _at_least(auth.threshold, [satisfied(part, explorer, path) for part in auth.parts])


def _at_least(threshold: int, parts: list[Term]) -> Term:
    counted = ZERO
    for part in parts:
        counted = counted + choose(part, number(1), ZERO)
    return counted >= threshold
