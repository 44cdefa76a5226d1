"""The paths into an instruction: every state and every argument that the header lets through.

A role of an instruction stands for any resource of its kind: its fields are symbols within the ranges of their types.
Three things are known beyond that: roles are different resources, a live resource stands at the address that its
fields derive, and what the header asks for (addresses, `auth`, `where`) holds. Declared invariants would be assumed
here, for every live role, and asked for again in `goals`.
"""

from __future__ import annotations

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
from vprog.dsl.prove.explorer import Explorer, TooComplex
from vprog.dsl.prove.path import Life, Path, RoleValue
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


def explore(program: Program, instruction: Instruction, seconds: float) -> tuple[Explorer, list[Path]]:
    """The paths on which the instruction succeeds. Raises TooComplex."""
    if instruction.may_alias:
        raise TooComplex("roles that may be the same resource are not modelled")
    explorer = Explorer(program, instruction, Clock(seconds))
    ranges: list[Term] = []
    for parameter in instruction.parameters:
        explorer.parameters[parameter.name], facts = fresh(parameter.name, parameter.type)
        ranges += facts
    for role in instruction.roles:
        explorer.unlocked[role.name] = symbol(f"{role.name} is unlocked", TRUTH)
    done: list[Path] = []
    for lives in product(*(_lives(role) for role in instruction.roles)):
        path = _path(explorer, lives, ranges)
        if not path.dead:
            done += execute(instruction.body, path, explorer)
    return explorer, done


def _lives(role: Role) -> tuple[Life, ...]:
    if role.or_creates:
        return (Life.NEW, Life.LIVE)
    return (Life.NEW,) if role.access is Access.CREATES else (Life.LIVE,)


def _path(explorer: Explorer, lives: tuple[Life, ...], ranges: list[Term]) -> Path:
    instruction = explorer.instruction
    facts = list(ranges)
    before: dict[str, RoleValue] = {}
    for role, life in zip(instruction.roles, lives, strict=True):
        fields: dict[str, Symbolic] = {}
        for field in explorer.program.resource(role.resource).fields if life is Life.LIVE else ():
            fields[field.name], found = fresh(f"{role.name}.{field.name}", field.type)
            facts += found
        before[role.name] = RoleValue(role.resource, life, symbol(f"{role.name}.id", BYTES), fields)
    path = Path(before, before, facts).copy()
    for type_, value in explorer.inputs(path):
        if isinstance(type_, LockType):
            explorer.lock_id(path, value)
    path.assume(distinct([role.id for role in before.values()]))
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
