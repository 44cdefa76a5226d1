"""What is to be proved of an instruction. A goal is a list of cases, each a path and what would be wrong on it.

`GOALS` is the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from enum import Enum

from attrs import frozen

from vprog.dsl.authority.cover import cover, own
from vprog.dsl.effects.table import Kind
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.types import HeldType
from vprog.dsl.prove.evaluate import evaluate
from vprog.dsl.prove.excerpt import excerpt
from vprog.dsl.prove.explorer import Explorer
from vprog.dsl.prove.path import Life, Path, RoleValue, Touch, of, resources
from vprog.dsl.prove.solver import TRUE, ZERO, Term, any_of, negated

WAIVED = "anyone may do it, for the header says `permissionless`"


class Breach(Enum):
    """What a counterexample shows."""

    VALUE = "the sum of the balances is another"
    AUTHORITY = "it succeeds without the authority"
    INVARIANT = "it succeeds, and then the condition does not hold"
    RANGE = "a number does not fit where the compiler left out the check"


@frozen(eq=False)
class Case:
    """The goal fails where all of `facts` hold. `total`: what the balances of the unit should sum up to; `promise`: the
    condition that does not hold, of the role where it is about `self`."""

    path: Path
    facts: tuple[Term, ...]
    total: Term = ZERO
    promise: Expression | None = None
    role: str = ""


@frozen(eq=False)
class Goal:
    obligation: str
    subject: str
    breach: Breach
    cases: tuple[Case, ...]
    because: str = ""
    """What it holds by, where that is for a reader to judge."""


def goals(explorer: Explorer, paths: list[Path]) -> list[Goal]:
    """Everything to be proved of an instruction whose successful paths these are."""
    return [goal for make in GOALS for goal in make(explorer, paths)]


def _conservation(explorer: Explorer, paths: list[Path]) -> Iterator[Goal]:
    """For each unit: held after, paid out and burned are held before, claimed and minted."""
    kinds = {role.resource for role in explorer.instruction.roles}
    kinds |= {role.resource for path in paths for role in path.roles.values()}
    units = {
        field.type.unit.name
        for kind in kinds
        for field in explorer.program.resource(kind).fields
        if isinstance(field.type, HeldType)
    }
    units |= {unit for path in paths for unit in path.flows}
    for unit in sorted(units):
        cases: list[Case] = []
        for path in paths:
            flow = path.flow(unit)
            total = _held(explorer, path.before, unit) + flow.claimed + flow.minted - flow.exited - flow.burned
            cases.append(Case(path, (*path.facts, _held(explorer, path.roles, unit) != total), total))
        yield Goal("conservation", unit, Breach.VALUE, tuple(cases))


def _held(explorer: Explorer, roles: dict[str, RoleValue], unit: str) -> Term:
    total = ZERO
    for role, field in held_fields(explorer, roles, unit):
        total = total + roles[role].fields[field]
    return total


def held_fields(explorer: Explorer, roles: dict[str, RoleValue], unit: str) -> list[tuple[str, str]]:
    """The fields of live resources that hold a unit."""
    return [
        (name, field.name)
        for name, role in resources(roles).items()
        for field in explorer.program.resource(role.resource).fields
        if isinstance(field.type, HeldType) and field.type.unit.name == unit and field.name in role.fields
    ]


def _authority(explorer: Explorer, paths: list[Path]) -> Iterator[Goal]:
    """A role that existed before is written, debited or deleted only where its authority holds."""
    roles = dict.fromkeys(of(touch.role) for path in paths for touch in path.touched)
    for role in roles:
        cases: list[Case] = []
        for path in paths:
            missing = [negated(_covered(explorer, touch)) for touch in path.touched if of(touch.role) == role]
            if missing:
                cases.append(Case(path, (*path.facts, any_of(missing))))
        program, instruction = explorer.program, explorer.instruction
        agreed = instruction.permissionless is None or cover(program, instruction, role).holds(instruction.auth)
        yield Goal("authority", role, Breach.AUTHORITY, tuple(cases), "" if agreed else WAIVED)


def _covered(explorer: Explorer, touch: Touch) -> Term:
    """The role's own lock agrees to a new lock; to anything else also its parents, the key, or `permissionless`."""
    program, instruction = explorer.program, explorer.instruction
    role = of(touch.role)
    lock = program.resource(instruction.role(role).resource).lock_field
    if lock is not None and touch.kind is Kind.WRITE and touch.field == lock:
        needed = own(role)
    elif instruction.permissionless is not None:
        return TRUE
    else:
        needed = cover(program, instruction, role)
    speaking = {touch.role if name == role else name for name in needed.locks}
    able = [explorer.unlocked[name] for name in sorted(speaking) if name in explorer.unlocked]
    return any_of([*able, explorer.key_signed] if needed.key else able)


def _invariants(explorer: Explorer, paths: list[Path]) -> Iterator[Goal]:
    """What the instruction promises, and what every resource promises that it wrote or made."""
    name = explorer.instruction.name
    for invariant in explorer.program.invariants:
        condition = dict(invariant.conditions).get(name)
        if invariant.resource is None and condition is not None:
            cases = [case for path in paths for case in _broken(explorer, path, condition)]
            yield Goal("invariant", invariant.name, Breach.INVARIANT, tuple(cases))
        elif invariant.resource is not None:
            touched = [(path, role) for path in paths for role in _changed(path, invariant.resource)]
            condition = invariant.conditions[0][1]
            cases = [case for path, role in touched for case in _broken(explorer, path, condition, role)]
            if touched:
                yield Goal("invariant", invariant.name, Breach.INVARIANT, tuple(cases))


def _ensures(explorer: Explorer, paths: list[Path]) -> Iterator[Goal]:
    for condition in explorer.instruction.ensures:
        text = excerpt(explorer.program, condition.span)
        cases = [case for path in paths for case in _broken(explorer, path, condition)]
        yield Goal("ensures", text, Breach.INVARIANT, tuple(cases))


def _changed(path: Path, kind: str) -> list[str]:
    """The live resources of a kind that are not what they were before, under the first of their roles."""
    found: list[str] = []
    for name, role in resources(path.roles).items():
        before = path.before[name]
        same = before.resource == role.resource and before.life is role.life
        if role.resource != kind or role.life is not Life.LIVE:
            continue
        if not same or any(before.fields[field] is not value for field, value in role.fields.items()):
            found.append(name)
    return found


def _broken(explorer: Explorer, path: Path, condition: Expression, role: str = "") -> list[Case]:
    """Where the condition does not hold at the end of a path, or cannot be computed."""
    end, noted = path.copy(), len(explorer.checks)
    with end.itself(role) if role else nullcontext():
        holds = evaluate(condition, end, explorer)
    failing = [check.path for check in explorer.checks[noted:]]
    del explorer.checks[noted:]
    return [
        Case(end, (*end.facts, negated(holds)), promise=condition, role=role),
        *(Case(end, tuple(fails.facts), promise=condition, role=role) for fails in failing),
    ]


def _ranges(explorer: Explorer, paths: list[Path]) -> Iterator[Goal]:
    """Every number fits where the compiler left out the check because its ranges prove that it does."""
    cases = tuple(Case(check.path, tuple(check.path.facts)) for check in explorer.checks if check.error is None)
    yield Goal("no unchecked overflow", "", Breach.RANGE, cases)


GOALS: tuple[Callable[[Explorer, list[Path]], Iterator[Goal]], ...] = (
    _conservation,
    _authority,
    _invariants,
    _ensures,
    _ranges,
)
