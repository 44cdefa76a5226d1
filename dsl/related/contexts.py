"""What belongs to one resource by its address is not used with another one of that kind.

The receipt of one vault does not open another, and what secures one loan is not free when another is paid back.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.authority.cover import cover
from vprog.dsl.effects.infer import address_parts
from vprog.dsl.program.declarations import LabelAddress, LockAddress, Role
from vprog.dsl.program.expressions import FieldRef
from vprog.dsl.program.types import AddressType
from vprog.dsl.program.walk import expressions
from vprog.dsl.related.keys import ID
from vprog.dsl.related.naming import lock_of
from vprog.dsl.related.parties import TAKEN, Parties
from vprog.dsl.related.places import Place
from vprog.dsl.related.units import held
from vprog.dsl.related.values import Finding


class Contexts:
    """Of one instruction."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._asked = parties.asked

    def found(self) -> Iterator[tuple[Finding, Place]]:
        """Each use of something with a resource that may not be its own. Where anything at all says whose it is, or
        where the kind is that of somebody who signs, it is meant."""
        for role in self._parties.there:
            for field, kind in self._belongs(role):
                for place in self._parties.places(role, TAKEN):
                    for other, also in self._used(kind, place):
                        if self._is_open(role, field, other, place, also):
                            yield self._parties.finding(role, field, other, place), place

    def _belongs(self, role: Role) -> list[tuple[str, str]]:
        """The fields of its address that name a resource of a kind that there may be many of."""
        program = self._parties.program
        resource = program.resource(role.resource)
        parts = [part.field for part in address_parts(resource.address) if isinstance(part, FieldRef)]
        named = [
            (name, type_.resource) for name in parts if isinstance(type_ := resource.field(name).type, AddressType)
        ]
        signing = {r.resource for r in self._parties.there if r.name in self._asked.signers}
        return [
            (name, kind)
            for name, kind in named
            if kind not in (role.resource, *signing) and not isinstance(program.resource(kind).address, LabelAddress)
        ]

    def _used(self, kind: str, place: Place) -> Iterator[tuple[Role, Place]]:
        """The resources of a kind that change, or that decide whether this place is reached; and where."""
        for other in self._parties.there:
            if other.resource == kind:
                changed = self._parties.places(other, TAKEN)
                yield from ((other, also) for also in changed)
                if not changed and (self._decides(other, place) or self._is_common(other, place)):
                    yield other, place

    def _decides(self, role: Role, place: Place) -> bool:
        if self._parties.is_constant(role):
            return False
        conditions = self._asked.known.at(place.statement)
        return any(isinstance(n, FieldRef) and n.role == role.name for c in conditions for n in expressions(c))

    def _is_common(self, role: Role, place: Place) -> bool:
        """Something else that changes is said to belong to it, and it is nobody's account."""
        resource = self._parties.program.resource(role.resource)
        if isinstance(resource.address, LockAddress) or (lock_of(resource) is not None and held(resource)):
            return False
        ties, name = self._asked.at(place), self._asked.name(role.name, place)
        changed = [other for other in self._parties.there if self._parties.places(other, TAKEN)]
        return any(
            kind == role.resource and ties.equal((self._asked.name(other.name, place), field), (name, ID))
            for other in changed
            for field, kind in self._belongs(other)
        )

    def _is_open(self, role: Role, field: str, other: Role, *places: Place) -> bool:
        """Nothing says whose the role is."""
        name, of = (self._asked.name(r.name, *places) for r in (role, other))
        ties = self._asked.at(*places)
        if ties.is_told((name, field)) or ties.tells(name, (of, ID)) or ties.says(of, name):
            return False
        return not self._parties.agrees(other) or self._has_owner_of(role, other, *places)

    def _has_owner_of(self, role: Role, other: Role, *places: Place) -> bool:
        """The same one has both; of two owners one may deal with the other."""
        program, instruction = self._parties.program, self._parties.instruction
        owners = cover(program, instruction, other.name).locks & self._asked.signers
        ties, name = self._asked.at(*places), self._asked.name(role.name, *places)
        own = cover(program, instruction, role.name).locks
        return any(owner in own or ties.says(name, owner) for owner in owners)
