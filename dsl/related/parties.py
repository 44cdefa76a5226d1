"""The roles of one instruction by what they have to do with each other: who speaks, who names whom, what changes."""

from __future__ import annotations

from functools import cached_property

from vprog.dsl.authority.cover import cover
from vprog.dsl.effects.table import CHANGES, Kind, statement_effects
from vprog.dsl.program.declarations import Access, Role
from vprog.dsl.program.expressions import Expression, FieldRef, LocalRef
from vprog.dsl.program.types import AddressType, contained
from vprog.dsl.program.walk import expressions
from vprog.dsl.related.flows import End, Flow
from vprog.dsl.related.keys import ID
from vprog.dsl.related.places import Place
from vprog.dsl.related.ties import Asked
from vprog.dsl.related.values import Finding
from vprog.dsl.trust.roots import Roots

TAKEN = frozenset({Kind.WRITE, Kind.DEBIT, Kind.DELETE})
"""What happens to a resource at its cost."""


class Parties:
    """Of one instruction, and where value goes in it."""

    def __init__(self, asked: Asked, flows: list[Flow]) -> None:
        self.asked = asked
        self.flows = flows
        self.program, self.instruction = asked.program, asked.instruction
        self.there = [role for role in self.instruction.roles if role.access is not Access.CREATES]
        """The roles that are there before the instruction runs."""
        self._done = [
            (place, effect.kind, self.instruction.role(effect.role))
            for place in asked.places.all
            for effect in statement_effects(place.statement)
            if effect.role is not None and effect.kind in CHANGES
        ]

    def places(self, role: Role, wanted: frozenset[Kind]) -> list[Place]:
        """Where something happens to a role."""
        return [place for place, kind, changed in self._done if changed is role and kind in wanted]

    def end(self, end: End | None) -> Role | None:
        """The role at an end of a flow."""
        return None if end is None else self.instruction.role(end.role)

    def agrees(self, role: Role) -> bool:
        """Its own lock, that of a parent, or the program's key has agreed: it speaks for itself."""
        return role.name in self._agreed

    def speaks(self, role: Role) -> bool:
        """Its lock is asked for, or it agrees by that of a parent; nothing speaks for what is only created."""
        return role.name in self.asked.signers or (role.name in self._agreed and role.access is not Access.CREATES)

    def is_constant(self, role: Role) -> bool:
        """There is one resource that it can be."""
        return role.name in self._constant

    @cached_property
    def speaking(self) -> list[Role]:
        """The roles that are there and speak."""
        return [role for role in self.there if self.speaks(role)]

    @cached_property
    def _agreed(self) -> frozenset[str]:
        auth = self.instruction.auth
        roles = self.instruction.roles
        return frozenset(r.name for r in roles if cover(self.program, self.instruction, r.name).holds(auth))

    @cached_property
    def _constant(self) -> frozenset[str]:
        return Roots(self.program, self.instruction).constant

    def trades(self, payer: Role) -> bool:
        """Who speaks pays for what they get."""
        paying = (self.end(flow.source) for flow in self.flows if self.end(flow.sink) is payer)
        burning = (self.end(flow.source) for flow in self.flows if flow.sink is None)
        return any(role is not None and self.speaks(role) for role in (*paying, *burning))

    def pointers(self, role: Role, of: Role) -> list[str]:
        """The fields of a role that name a resource of the other's kind."""
        if role.resource == of.resource:
            return []
        fields = self.program.resource(role.resource).fields
        return [field.name for field in fields if AddressType(of.resource) in contained(field.type)]

    def names(self, role: Role, other: Role, *places: Place) -> bool:
        """One of them says which the other is."""
        one, two = self.asked.name(role.name, *places), self.asked.name(other.name, *places)
        ties = self.asked.at(*places)
        return ties.names(one, two) or ties.says(two, one)

    def comes_from(self, role: str, value: Expression) -> bool:
        """A field of a role has a part in a value."""
        for node in expressions(value):
            if isinstance(node, FieldRef) and node.role == role:
                return True
            meant = self.asked.known.meaning(node) if isinstance(node, LocalRef) else node
            if meant is not node and self.comes_from(role, meant):
                return True
        return False

    def finding(self, role: Role, field: str, other: Role, place: Place) -> Finding:
        """Nothing says that the field names the other role."""
        return self.asked.name(role.name, place), field, self.asked.name(other.name, place), ID
