"""What is to be proved of an instruction. A goal is a list of cases, each a path and what would be wrong on it.

`GOALS` is the list; an invariant becomes one more function here: for each path, that it does not hold at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum

from attrs import frozen

from vprog.dsl.authority.cover import cover, own
from vprog.dsl.effects.table import Kind
from vprog.dsl.program.types import HeldType
from vprog.dsl.prove.explorer import Explorer
from vprog.dsl.prove.path import Path, RoleValue, Touch, resources
from vprog.dsl.prove.solver import TRUE, ZERO, Term, any_of, negated


class Breach(Enum):
    """What a counterexample shows."""

    VALUE = "the sum of the balances is another"
    AUTHORITY = "it succeeds without the authority"
    RANGE = "a number does not fit where the compiler left out the check"


@frozen(eq=False)
class Case:
    """The goal fails where all of `facts` hold. `total`: what the balances of the unit should sum up to."""

    path: Path
    facts: tuple[Term, ...]
    total: Term = ZERO


@frozen(eq=False)
class Goal:
    obligation: str
    subject: str
    breach: Breach
    cases: tuple[Case, ...]


def goals(explorer: Explorer, paths: list[Path]) -> list[Goal]:
    """Everything to be proved of an instruction whose successful paths these are."""
    return [goal for make in GOALS for goal in make(explorer, paths)]


def _conservation(explorer: Explorer, paths: list[Path]) -> Iterator[Goal]:
    """For each unit: held after, paid out and burned are held before, claimed and minted."""
    units = {
        field.type.unit.name
        for role in explorer.instruction.roles
        for field in explorer.program.resource(role.resource).fields
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
    roles = dict.fromkeys(touch.role for path in paths for touch in path.touched)
    for role in roles:
        cases: list[Case] = []
        for path in paths:
            missing = [negated(_covered(explorer, touch)) for touch in path.touched if touch.role == role]
            if missing:
                cases.append(Case(path, (*path.facts, any_of(missing))))
        yield Goal("authority", role, Breach.AUTHORITY, tuple(cases))


def _covered(explorer: Explorer, touch: Touch) -> Term:
    """The role's own lock agrees to a new lock; to anything else also its parents, the key, or `permissionless`."""
    program, instruction = explorer.program, explorer.instruction
    lock = program.resource(instruction.role(touch.role).resource).lock_field
    if touch.kind is Kind.WRITE and touch.field == lock:
        needed = own(touch.role)
    elif instruction.permissionless is not None:
        return TRUE
    else:
        needed = cover(program, instruction, touch.role)
    able = [explorer.unlocked[name] for name in sorted(needed.locks)]
    return any_of([*able, explorer.key_signed] if needed.key else able)


def _ranges(explorer: Explorer, paths: list[Path]) -> Iterator[Goal]:
    """Every number fits where the compiler left out the check because its ranges prove that it does."""
    cases = tuple(Case(check.path, tuple(check.path.facts)) for check in explorer.checks if check.error is None)
    yield Goal("no unchecked overflow", "", Breach.RANGE, cases)


GOALS: tuple[Callable[[Explorer, list[Path]], Iterator[Goal]], ...] = (_conservation, _authority, _ranges)
