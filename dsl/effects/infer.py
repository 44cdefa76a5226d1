"""What an instruction really does to each role and with value, gathered from its header and body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vprog.dsl.effects.table import Effect, Kind, block_effects, expression_effects
from vprog.dsl.frozen import replace
from vprog.dsl.newest import lately
from vprog.dsl.program.declarations import (
    Access,
    Address,
    Auth,
    AuthKey,
    AuthLock,
    AuthMany,
    Instruction,
    LockAddress,
    Program,
    Role,
    TupleAddress,
)
from vprog.dsl.program.expressions import Expression, FieldRef
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import MatchRole
from vprog.dsl.program.walk import statements

Leaf = AuthLock | AuthKey | AuthMany


class Inferred:
    """The effects of one instruction: `header` reads, `body` in source order, and by role."""

    def __init__(self, instruction: Instruction) -> None:
        self.header = tuple(_header_effects(instruction))
        self.body = body_effects(instruction)
        self._kinds: dict[str, set[Kind]] = {role.name: set() for role in instruction.roles}
        self._matched = {node.role for node in statements(instruction.body) if isinstance(node, MatchRole)}
        for effect in (*self.header, *self.body):
            if effect.role in self._kinds:
                self._kinds[effect.role].add(effect.kind)

    def kinds(self, role: str) -> set[Kind]:
        """Everything that happens to a role."""
        return self._kinds.get(role, set())

    def matches(self, role: str) -> bool:
        """The body asks whether the role is new."""
        return role in self._matched

    def of(self, kind: Kind) -> tuple[Effect, ...]:
        """The effects of one kind in the body, such as all claims."""
        return tuple(effect for effect in self.body if effect.kind is kind)

    def anywhere(self, kind: Kind) -> tuple[Effect, ...]:
        """The effects of one kind in the header and the body."""
        return tuple(effect for effect in (*self.header, *self.body) if effect.kind is kind)

    def weakest(self, role: str) -> Access:
        """The least access that allows everything that happens to a role."""
        kinds = self.kinds(role)
        if Kind.DELETE in kinds:
            return Access.DELETES
        if kinds & {Kind.WRITE, Kind.DEBIT}:
            return Access.WRITES
        return Access.CREDITS if kinds & {Kind.CREDIT, Kind.CREATE} else Access.READS


@lately
def body_effects(instruction: Instruction) -> tuple[Effect, ...]:
    """The effects of the body in the order of the source; what is done to the member of a role list is done to the
    list."""
    return tuple(of_lists(block_effects(instruction.body), members(instruction.body)))


def of_lists(effects: Iterable[Effect], lists: Mapping[str, str]) -> Iterator[Effect]:
    """The effects with role lists in the place of their members."""
    for effect in effects:
        role = lists.get(effect.role or "")
        yield effect if role is None else replace(effect, role=role)


def leaves(auth: Auth | None) -> tuple[Leaf, ...]:
    """The single locks and keys of an auth clause, and the role lists that are counted, in order."""
    match auth:
        case None:
            return ()
        case AuthLock() | AuthKey() | AuthMany():
            return (auth,)
        case _:
            return tuple(leaf for part in auth.parts for leaf in leaves(part))


def address_parts(address: Address | None) -> tuple[Expression, ...]:
    """The expressions that an address is derived from."""
    match address:
        case LockAddress():
            return (address.source,)
        case TupleAddress():
            return address.parts
        case _:
            return ()


def derived_fields(program: Program, role: Role) -> Iterator[tuple[str, Expression]]:
    """A role is where its header says, so the fields of its address are what the header says."""
    declared = address_parts(program.resource(role.resource).address)
    for own, given in zip(declared, address_parts(role.address), strict=False):
        if isinstance(own, FieldRef):
            yield own.field, given


def _header_effects(instruction: Instruction) -> list[Effect]:
    found = [Effect(Kind.READ, leaf.span, leaf.role) for leaf in leaves(instruction.auth)]
    if instruction.after is not None:
        found += expression_effects(instruction.after)
        found.append(Effect(Kind.AFTER, instruction.after.span))
    for role in instruction.roles:
        for part in address_parts(role.address):
            found += expression_effects(part)
    for where in instruction.conditions:
        found += expression_effects(where.condition)
    return found
