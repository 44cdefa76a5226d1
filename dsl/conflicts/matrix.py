"""The matrix of conflicts. Two transactions run in parallel unless they touch a resource in common that one of them
writes; what an instruction touches is what its roles say.

Resources of two kinds never share an address, unless one of them becomes the other (`migrate`). Two roles of one kind
name the same resource always when its address is a constant, and otherwise when the sender chooses it so. A role list
touches each of its members.
"""

from __future__ import annotations

from enum import Enum
from itertools import combinations_with_replacement

from attrs import frozen

from vprog.dsl.effects.infer import address_parts
from vprog.dsl.program import expressions as e
from vprog.dsl.program.declarations import Instruction, LabelAddress, Program, Role
from vprog.dsl.program.dump_expressions import dump_expression
from vprog.dsl.program.walk import expressions

_CONSTANT = (e.IntLiteral, e.BoolLiteral, e.BytesLiteral, e.EnumLiteral, e.ConstRef, e.Convert, e.LockIdOf)
_LITERAL = (e.IntLiteral, e.BoolLiteral, e.BytesLiteral, e.EnumLiteral)


class Parallel(Enum):
    """Whether two instructions can run in parallel."""

    YES = "yes"
    IF = "if"
    """Unless they name the same resource."""
    NO = "no"


@frozen
class Clash:
    """A role of each that can name one resource, which at least one of them writes; `always`: whatever the sender
    chooses."""

    first: Role
    second: Role
    always: bool


@frozen
class Pair:
    """Two instructions, or one and itself. Without a certain clash, all that are possible; else the certain ones."""

    first: Instruction
    second: Instruction
    clashes: tuple[Clash, ...]

    @property
    def parallel(self) -> Parallel:
        if not self.clashes:
            return Parallel.YES
        return Parallel.NO if self.clashes[0].always else Parallel.IF


@frozen
class Hotspot:
    """A resource at a constant address that some instruction writes: all that touch it wait for each other."""

    resource: str
    writers: tuple[str, ...]
    readers: tuple[str, ...]


def conflicts(program: Program) -> tuple[Pair, ...]:
    """Every pair of instructions, in the order of the source."""
    family = families(program)
    return tuple(_pair(a, b, family) for a, b in combinations_with_replacement(program.instructions, 2))


def families(program: Program) -> dict[str, str]:
    """Resources that may stand at one address, one after the other, by a name for all of them: the oldest."""
    older = {migration.new: migration.old for migration in program.migrations}
    found: dict[str, str] = {}
    for resource in program.resources:
        name, seen = resource.name, set[str]()
        while name in older and name not in seen:
            seen.add(name)
            name = older[name]
        found[resource.name] = name
    return found


def hotspots(program: Program) -> tuple[Hotspot, ...]:
    """In the order of the source."""
    found: list[Hotspot] = []
    family = families(program)
    for resource in program.resources:
        if not isinstance(resource.address, LabelAddress) or family[resource.name] != resource.name:
            continue
        roles = [(i, r) for i in program.instructions for r in i.roles if family[r.resource] == resource.name]
        touching = [(i.name, r.writable) for i, r in roles]
        writers = tuple(name for name, writes in touching if writes)
        if writers:
            found.append(Hotspot(resource.name, writers, tuple(name for name, writes in touching if not writes)))
    return tuple(found)


def _pair(first: Instruction, second: Instruction, family: dict[str, str]) -> Pair:
    found: list[Clash] = []
    for place, a in enumerate(first.roles):
        # An instruction beside itself: each two roles once.
        for b in second.roles[place if first is second else 0 :]:
            if family[a.resource] == family[b.resource] and (a.writable or b.writable) and not _apart(a, b):
                found.append(Clash(a, b, _same_constant(a, b)))
    certain = tuple(clash for clash in found if clash.always)
    return Pair(first, second, certain or tuple(found))


def _same_constant(a: Role, b: Role) -> bool:
    """Whether both roles have one address that no sender can change."""
    first, second = _constant(a), _constant(b)
    return first is not None and first == second


def _apart(a: Role, b: Role) -> bool:
    """Whether the addresses differ for certain, because some part is one literal here and another one there."""
    return any(
        isinstance(one, _LITERAL) and isinstance(two, _LITERAL) and dump_expression(one) != dump_expression(two)
        for one, two in zip(_parts(a), _parts(b), strict=False)
    )


def _parts(role: Role) -> list[e.Expression]:
    """The parts of an address, without the widths that literals get."""
    parts = address_parts(role.address)
    return [part.value if isinstance(part, e.Convert) else part for part in parts]


def _constant(role: Role) -> tuple[str, ...] | None:
    """A constant address as text, or None. Two texts may still be one address."""
    if role.address is None:
        return None
    if isinstance(role.address, LabelAddress):
        return (role.address.label,)
    parts = address_parts(role.address)
    if not all(isinstance(node, _CONSTANT) for part in parts for node in expressions(part, errors=False)):
        return None
    return tuple(map(dump_expression, parts))
