"""A role that changes without its own authority is the one that speaks for the change, or that the change names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from vprog.dsl.effects.table import Kind
from vprog.dsl.program.declarations import Role
from vprog.dsl.program.expressions import IntLiteral
from vprog.dsl.program.statements import AssignField, Create
from vprog.dsl.program.types import AddressType, UnitType
from vprog.dsl.related.keys import ID
from vprog.dsl.related.parties import TAKEN, Parties
from vprog.dsl.related.places import Place
from vprog.dsl.related.units import context, kinds
from vprog.dsl.related.values import Finding


class Changes:
    """Of one instruction."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._asked = parties.asked

    def found(self) -> Iterator[tuple[Finding, Place]]:
        """Each change of something that may not be meant."""
        for role in self._parties.there:
            if not self._parties.agrees(role) and not self._parties.is_constant(role):
                yield from chain(self._taken(role), self._given(role))

    def _taken(self, role: Role) -> Iterator[tuple[Finding, Place]]:
        """Who speaks for a change names what changes."""
        parties = self._parties
        for place in parties.places(role, TAKEN):
            pointers = [(r, field) for r in parties.speaking for field in self._open(r, role, place)]
            if pointers and not any(parties.names(r, role, place) for r in parties.speaking):
                other, pointer = pointers[0]
                yield parties.finding(other, pointer, role, place), place

    def _open(self, speaker: Role, role: Role, place: Place) -> list[str]:
        """The fields that could name the role; by that of a parent a parent alone speaks for its child."""
        pointers = self._parties.pointers(speaker, role)
        if speaker.name in self._asked.signers or not pointers:
            return pointers
        ties, name = self._asked.at(place), self._asked.name(speaker.name, place)
        return [f for f in pointers if not any(ties.equal((name, f), (r.name, ID)) for r in self._parties.speaking)]

    def _given(self, role: Role) -> Iterator[tuple[Finding, Place]]:
        """What is paid to a resource is written into what names it."""
        for place in self._parties.places(role, frozenset({Kind.CREDIT})):
            for other in self._parties.instruction.roles:
                for change in self._claims(other, role, place):
                    pointer = self._free(other, role, change, place)
                    if pointer is not None and not self._parties.names(other, role, change, place):
                        yield self._parties.finding(other, pointer, role, place), place

    def _claims(self, other: Role, role: Role, paid: Place) -> Iterator[Place]:
        """Where a role gets a claim on another, or loses it, because that one is paid."""
        parties = self._parties
        if other.resource == role.resource or Kind.DEBIT in kinds(self._asked.effects, other):
            return
        declared = parties.program.resource(other.resource)
        units = {f.unit for f in parties.flows if f.ended is paid and parties.end(f.sink) is role}
        if context(declared, role.resource) is not None and parties.speaks(other):
            yield from parties.places(other, frozenset({Kind.WRITE}))
        single = sum(field.type == AddressType(role.resource) for field in declared.fields) == 1
        for place in parties.places(other, frozenset({Kind.WRITE, Kind.CREATE})):
            match place.statement:
                case AssignField(field=name):
                    named = (name,)
                    if single and parties.speaks(other):
                        yield place
                        continue
                case Create(fields=fields):
                    named = tuple(name for name, value in fields if not _is_zero(value))
                case _:
                    continue
            counted = (declared.field(name).type for name in named)
            if any(isinstance(type_, UnitType) and type_.name in units for type_ in counted):
                yield place

    def _free(self, role: Role, of: Role, *places: Place) -> str | None:
        """A field that names a resource of a kind, which is not another one that speaks, gives or gets value here."""
        ties = self._asked.at(*places)
        name = self._asked.name(role.name, *places)
        others = [
            self._asked.name(r.name, *places)
            for r in self._parties.instruction.roles
            if r.resource == of.resource and r is not of and self._matters(r)
        ]
        for field in self._parties.pointers(role, of):
            if not any(ties.equal((name, field), (other, ID)) for other in others):
                return field
        return None

    def _matters(self, role: Role) -> bool:
        moved = kinds(self._asked.effects, role) & {Kind.CREDIT, Kind.DEBIT}
        return bool(moved) or self._parties.agrees(role)


def _is_zero(value: object) -> bool:
    return isinstance(value, IntLiteral) and value.value == 0
