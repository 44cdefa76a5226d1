"""Where who speaks pays for what is not theirs, the one that it names is paid."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.effects.table import Kind
from vprog.dsl.program.declarations import Role
from vprog.dsl.program.statements import AssignField
from vprog.dsl.program.types import AddressType
from vprog.dsl.program.walk import evaluated
from vprog.dsl.related.flows import Flow
from vprog.dsl.related.keys import ID
from vprog.dsl.related.naming import naming
from vprog.dsl.related.parties import Parties
from vprog.dsl.related.places import Place
from vprog.dsl.related.values import Finding

_SOLD = frozenset({Kind.WRITE, Kind.DELETE})


class Sales:
    """Of one instruction."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._asked = parties.asked

    def found(self) -> Iterator[tuple[Finding, Place]]:
        """Each payment for something that may go to another one than it names."""
        parties = self._parties
        for flow in parties.flows:
            payer, payee = parties.end(flow.source), parties.end(flow.sink)
            if payer is None or payee is None or payer is payee or not parties.speaks(payer):
                continue
            if parties.speaks(payee) or parties.is_constant(payee):
                continue
            for role in parties.there:
                if role not in (payer, payee) and parties.places(role, _SOLD) and not parties.agrees(role):
                    field = self._owner(flow, role, payee)
                    if field is not None:
                        yield parties.finding(role, field, payee, flow.ended), flow.ended

    def _owner(self, flow: Flow, role: Role, payee: Role) -> str | None:
        """The field that may name whom to pay: what is sold has the price or gets another owner, and nobody named here
        is paid."""
        declared = self._parties.program.resource(role.resource)
        fields = [f for f, plain in naming(declared, AddressType(payee.resource)).items() if plain]
        ties = self._asked.at(flow.taken, flow.ended)
        name, to = (self._asked.name(r.name, flow.taken, flow.ended) for r in (role, payee))
        named = [self._asked.name(r.name, flow.taken) for r in self._parties.there]
        if not fields or any(ties.says(r, to) or ties.says(to, r) for r in named if r != to):
            return None
        if any(ties.tells(name, (r, ID), fields) for r in named):
            return None
        new = [f for f in fields if self._is_assigned(role, f)]
        return (new or fields)[0] if new or self._prices(name, flow.taken) else None

    def _is_assigned(self, role: Role, field: str) -> bool:
        statements = [place.statement for place in self._parties.places(role, frozenset({Kind.WRITE}))]
        return any(isinstance(s, AssignField) and s.field == field for s in statements)

    def _prices(self, role: str, taken: Place) -> bool:
        """How much is taken is in a field of a role."""
        return any(self._parties.comes_from(role, node) for node in evaluated(taken.statement))
