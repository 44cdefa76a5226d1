"""A role that changes without its own authority is the one that speaks for the change, or that the change names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from vprog.dsl.authority.cover import cover
from vprog.dsl.effects.table import CHANGES, Kind, statement_effects
from vprog.dsl.program.declarations import Access, Role
from vprog.dsl.program.expressions import IntLiteral
from vprog.dsl.program.statements import AssignField, Create
from vprog.dsl.program.types import AddressType, Type, UnitType, contained
from vprog.dsl.related.flows import End, Flow
from vprog.dsl.related.keys import ID
from vprog.dsl.related.places import Place
from vprog.dsl.related.ties import Asked
from vprog.dsl.related.units import context, kinds
from vprog.dsl.related.values import Finding
from vprog.dsl.trust.roots import Roots

_TAKEN = frozenset({Kind.WRITE, Kind.DEBIT, Kind.DELETE})


class Changes:
    """Of one instruction."""

    def __init__(self, asked: Asked, flows: list[Flow]) -> None:
        self._asked = asked
        self._flows = flows
        self._instruction = asked.instruction
        self._program = asked.program
        self._effects = asked.effects
        self._done = [
            (place, effect.kind, self._instruction.role(effect.role))
            for place in asked.places.all
            for effect in statement_effects(place.statement)
            if effect.role is not None and effect.kind in CHANGES
        ]

    def found(self) -> tuple[Finding, Place] | None:
        """The first change of something that may not be meant."""
        for role in self._instruction.roles:
            if role.access is not Access.CREATES:
                finding = next(chain(self._taken(role), self._given(role)), None)
                if finding is not None and not self._agrees(role) and not self._is_constant(role):
                    return finding
        return next(self._paid(), None)

    def _taken(self, role: Role) -> Iterator[tuple[Finding, Place]]:
        """Who speaks for a change names what changes."""
        speakers = [r for r in self._instruction.roles if r.access is not Access.CREATES and self._speaks(r)]
        for place in self._places(role, _TAKEN):
            pointers = [(r, field) for r in speakers for field in self._pointers(r, role)]
            if pointers and not any(self._names(r, role, place) for r in speakers):
                other, pointer = pointers[0]
                yield self._finding(other, pointer, role, place), place

    def _given(self, role: Role) -> Iterator[tuple[Finding, Place]]:
        """What is paid to a resource is written into what names it."""
        for place in self._places(role, frozenset({Kind.CREDIT})):
            for other in self._instruction.roles:
                for change in self._claims(other, role, place):
                    pointer = self._free(other, role, change, place)
                    if pointer is not None and not self._names(other, role, change, place):
                        yield self._finding(other, pointer, role, place), place

    def _claims(self, other: Role, role: Role, paid: Place) -> Iterator[Place]:
        """Where a role gets a claim on another, or loses it, because that one is paid."""
        if other.resource == role.resource or Kind.DEBIT in kinds(self._effects, other):
            return
        declared = self._program.resource(other.resource)
        units = {f.unit for f in self._flows if f.ended is paid and self._end(f.sink) is role}
        if context(declared, role.resource) is not None and self._speaks(other):
            yield from self._places(other, frozenset({Kind.WRITE}))
        single = sum(field.type == AddressType(role.resource) for field in declared.fields) == 1
        for place in self._places(other, frozenset({Kind.WRITE, Kind.CREATE})):
            match place.statement:
                case AssignField(field=name):
                    named = (name,)
                    if single and self._speaks(other):
                        yield place
                        continue
                case Create(fields=fields):
                    named = tuple(name for name, value in fields if not _is_zero(value))
                case _:
                    continue
            counted = (declared.field(name).type for name in named)
            if any(isinstance(type_, UnitType) and type_.name in units for type_ in counted):
                yield place

    def _paid(self) -> Iterator[tuple[Finding, Place]]:
        """What pays without being asked pays to whom it names."""
        for flow in self._flows:
            if flow.source is None or flow.sink is None:
                continue
            payer, payee = self._instruction.role(flow.source.role), self._instruction.role(flow.sink.role)
            fields = [f.name for f in self._program.resource(payer.resource).fields if _direct(f.type, payee.resource)]
            if not fields or payer is payee or self._trades(payer) or self._agrees(payer):
                continue
            ties = self._asked.at(flow.taken, flow.ended)
            name, sink = flow.source.role, flow.sink.role
            speaking = [self._asked.name(r.name, flow.taken) for r in self._instruction.roles if self._speaks(r)]
            getting = [f.sink.role for f in self._flows if f.sink is not None and self._end(f.sink) is not payer]
            named = any(ties.equal((name, field), (other, ID)) for field in fields for other in (*speaking, *getting))
            if not (named or any(ties.names(other, name) for other in speaking) or ties.names(name, sink)):
                meant = [
                    r for r in getting if self._instruction.role(r).resource == payee.resource and r not in speaking
                ]
                yield (name, fields[0], meant[0] if meant else sink, ID), flow.ended

    def _trades(self, payer: Role) -> bool:
        """Who speaks pays for what they get."""
        paying = (self._end(flow.source) for flow in self._flows if self._end(flow.sink) is payer)
        burning = (self._end(flow.source) for flow in self._flows if flow.sink is None)
        return any(role is not None and self._speaks(role) for role in (*paying, *burning))

    def _free(self, role: Role, of: Role, *places: Place) -> str | None:
        """A field that names a resource of a kind, which is not another one that gives or gets value here."""
        ties = self._asked.at(*places)
        name = self._asked.name(role.name, *places)
        moving = [r for r in self._instruction.roles if kinds(self._effects, r) & {Kind.CREDIT, Kind.DEBIT}]
        others = [self._asked.name(r.name, *places) for r in moving if r.resource == of.resource and r is not of]
        for field in self._pointers(role, of):
            if not any(ties.equal((name, field), (other, ID)) for other in others):
                return field
        return None

    def _pointers(self, role: Role, of: Role) -> list[str]:
        """The fields that name a resource of a kind."""
        if role.resource == of.resource:
            return []
        fields = self._program.resource(role.resource).fields
        return [field.name for field in fields if AddressType(of.resource) in contained(field.type)]

    def _names(self, role: Role, other: Role, *places: Place) -> bool:
        """One of them says which the other is."""
        one, two = self._asked.name(role.name, *places), self._asked.name(other.name, *places)
        ties = self._asked.at(*places)
        return ties.names(one, two) or ties.says(two, one)

    def _finding(self, role: Role, field: str, other: Role, place: Place) -> Finding:
        return self._asked.name(role.name, place), field, self._asked.name(other.name, place), ID

    def _places(self, role: Role, wanted: frozenset[Kind]) -> list[Place]:
        return [place for place, kind, changed in self._done if changed is role and kind in wanted]

    def _end(self, end: End | None) -> Role | None:
        return None if end is None else self._instruction.role(end.role)

    def _agrees(self, role: Role) -> bool:
        return cover(self._program, self._instruction, role.name).holds(self._instruction.auth)

    def _is_constant(self, role: Role) -> bool:
        return role.name in self._constant

    @cached_property
    def _constant(self) -> frozenset[str]:
        return Roots(self._program, self._instruction).constant

    def _speaks(self, role: Role) -> bool:
        return role.name in self._asked.speakers


def _direct(type_: Type, resource: str) -> bool:
    return AddressType(resource) in (type_, getattr(type_, "inner", None))


def _is_zero(value: object) -> bool:
    return isinstance(value, IntLiteral) and value.value == 0
