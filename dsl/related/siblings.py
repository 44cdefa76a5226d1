"""What one resource adds to another is counted where both belong: a member votes on a proposal of their own dao."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.effects.infer import address_parts
from vprog.dsl.effects.table import Kind
from vprog.dsl.program.declarations import LabelAddress, LockAddress, Role
from vprog.dsl.program.expressions import FieldRef
from vprog.dsl.program.statements import AssignField
from vprog.dsl.program.types import LOCK_ID, AddressType
from vprog.dsl.related.parties import TAKEN, Parties
from vprog.dsl.related.places import Place
from vprog.dsl.related.values import Finding


class Siblings:
    """Of one instruction."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._asked = parties.asked

    def found(self) -> Iterator[tuple[Finding, Place]]:
        """Each number of one that is written into another, where nothing at all says to what either belongs."""
        parties = self._parties
        for role in parties.there:
            for place in parties.places(role, frozenset({Kind.WRITE})):
                if isinstance(place.statement, AssignField) and not parties.agrees(role):
                    for other in parties.there:
                        yield from self._mixed(other, role, place, place.statement)

    def _mixed(self, role: Role, into: Role, place: Place, written: AssignField) -> Iterator[tuple[Finding, Place]]:
        parties, ties = self._parties, self._asked.at(place)
        name, to = self._asked.name(role.name, place), self._asked.name(into.name, place)
        if role.resource == into.resource or not parties.places(role, TAKEN):
            return
        if not parties.comes_from(name, written.value) or parties.names(role, into, place):
            return
        contexts, others = self._contexts(role), self._contexts(into)
        if not self._is_owned(role) or len(contexts) != 1 or contexts.keys() != others.keys():
            return
        for kind, field in contexts.items():
            open_ = (name, field), (to, others[kind])
            if not ties.equal(*open_) and not any(map(ties.is_told, open_)):
                yield (name, field, to, others[kind]), place

    def _contexts(self, role: Role) -> dict[str, str]:
        """By kind the field of its address that names one, of kinds that there are many of and that are no accounts."""
        program = self._parties.program
        resource = program.resource(role.resource)
        parts = [part.field for part in address_parts(resource.address) if isinstance(part, FieldRef)]
        signing = {r.resource for r in self._parties.there if r.name in self._asked.signers}
        found: dict[str, str] = {}
        for field in parts:
            type_ = resource.field(field).type
            if isinstance(type_, AddressType) and type_.resource not in signing:
                address = program.resource(type_.resource).address
                if not isinstance(address, LabelAddress | LockAddress):
                    found[type_.resource] = field
        return found

    def _is_owned(self, role: Role) -> bool:
        """Its address names somebody beside what it belongs to, and that one speaks for it."""
        resource = self._parties.program.resource(role.resource)
        parts = [resource.field(p.field).type for p in address_parts(resource.address) if isinstance(p, FieldRef)]
        named = [type_ for type_ in parts if type_ == LOCK_ID or isinstance(type_, AddressType)]
        return len(named) > 1 and self._parties.speaks(role)
