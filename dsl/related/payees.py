"""What pays without being asked pays to whom it names."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.authority.cover import always
from vprog.dsl.effects.infer import address_parts
from vprog.dsl.effects.table import Kind
from vprog.dsl.program.conditions import is_left
from vprog.dsl.program.declarations import Role
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    CollectionCall,
    Convert,
    Expression,
    FieldRef,
    ParamRef,
    RoleId,
    Take,
)
from vprog.dsl.program.statements import Delete
from vprog.dsl.program.types import LOCK_ID, AddressType, LockType
from vprog.dsl.program.walk import blocks, evaluated, expressions
from vprog.dsl.related.flows import Flow
from vprog.dsl.related.keys import ID
from vprog.dsl.related.naming import OWN_LOCK, authorises, lock_of, naming
from vprog.dsl.related.parties import TAKEN, Parties
from vprog.dsl.related.places import Place
from vprog.dsl.related.ties import Ties
from vprog.dsl.related.units import kinds
from vprog.dsl.related.values import Finding


class Payees:
    """Of one instruction."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._asked = parties.asked

    def found(self) -> Iterator[tuple[Finding, Place]]:
        """Each payment that may go to another one than what pays it names."""
        parties = self._parties
        for flow in parties.flows:
            payer, payee = parties.end(flow.source), parties.end(flow.sink)
            if payer is None or payee is None or payer is payee or parties.agrees(payer) or parties.is_constant(payee):
                continue
            if not self._is_bought(flow, payer, payee):
                finding = (
                    self._by_address(flow, payer, payee)
                    or self._by_lock(flow, payer, payee)
                    or self._by_claim(flow, payer, payee)
                )
                if finding is not None:
                    yield finding, flow.ended

    def _is_bought(self, flow: Flow, payer: Role, payee: Role) -> bool:
        """Who speaks pays for it: what they get themselves, or have somebody get in the place of them. What is paid out
        beside that, or from where they pay in, is not theirs."""
        parties = self._parties
        if not parties.trades(payer) or parties.speaks(payee):
            return parties.trades(payer)
        others = [f for f in parties.flows if parties.end(f.source) is payer]
        if any((end := parties.end(f.sink)) is not None and parties.speaks(end) for f in others):
            return False
        return not any(parties.end(f.sink) is payer and f.sink and f.sink.field == _field(flow) for f in parties.flows)

    def _by_address(self, flow: Flow, payer: Role, payee: Role) -> Finding | None:
        fields = naming(self._parties.program.resource(payer.resource), AddressType(payee.resource))
        _, name, sink = self._place(flow)
        if not fields or self._is_meant(flow, payer, fields):
            return None
        plain = [field for field, direct in fields.items() if direct]
        if not plain:
            fields = self._others(payer, payee, fields)
            if not fields or self._is_compared(name, sink, ID):
                return None
        fields_left = [field for field in plain if self._is_left(flow, payer, field)]
        if fields_left and self._is_emptied(flow):
            return name, fields_left[0], sink, ID
        speaking = {self._asked.name(r.name, flow.taken) for r in self._parties.speaking}
        meant = [end for end in self._getting(payer) if self._kind(end) == payee.resource and end not in speaking]
        return name, (plain or list(fields))[0], meant[0] if meant else sink, ID

    def _is_left(self, flow: Flow, role: Role, field: str) -> bool:
        """The field names somebody, and nothing says who that is."""
        type_ = self._parties.program.resource(role.resource).field(field).type
        name = self._asked.name(role.name, flow.taken, flow.ended)
        return isinstance(type_, AddressType) and not self._place(flow)[0].is_told((name, field))

    def _is_emptied(self, flow: Flow) -> bool:
        """All that a field holds goes: more than what somebody gets for the work."""
        taken = next((n for n in evaluated(flow.taken.statement) if isinstance(n, Take)), None)
        if taken is None:
            return isinstance(flow.taken.statement, Delete)
        amount = self._asked.known.meaning(taken.amount)
        while isinstance(amount, Convert):
            amount = self._asked.known.meaning(amount.value)
        return isinstance(amount, FieldRef) and (amount.role, amount.field) == (taken.role, taken.field)

    def _by_claim(self, flow: Flow, payer: Role, payee: Role) -> Finding | None:
        """Nobody signs, and what is paid for names somebody, too."""
        parties = self._parties
        ties, name, sink = self._place(flow)
        if parties.speaking or ties.names(name, sink):
            return None
        there = [(role, self._asked.name(role.name, flow.taken, flow.ended)) for role in parties.there]
        if any(ties.says(other, sink) or ties.says(sink, other) for _, other in there if other != sink):
            return None
        for role, claim in there:
            fields = [f for f in parties.pointers(role, payee) if self._is_left(flow, role, f)]
            told = ties.tells(claim, (name, ID)) or ties.tells(name, (claim, ID))
            if role not in (payer, payee) and fields and told:
                return claim, fields[0], sink, ID
        return None

    def _by_lock(self, flow: Flow, payer: Role, payee: Role) -> Finding | None:
        """The payer has the lock of whom it pays."""
        program = self._parties.program
        locked = lock_of(program.resource(payee.resource))
        if locked is None or naming(program.resource(payer.resource), AddressType(payee.resource)):
            return None
        fields = self._others(payer, payee, self._locks(payer))
        ties, name, sink = self._place(flow)
        if (
            not fields
            or self._is_meant(flow, payer, {})
            or any(
                ties.tells(name, (role, what)) for role in (sink, *self._getting(payer)) for what in (locked, OWN_LOCK)
            )
        ):
            return None
        plain = [field for field, direct in fields.items() if direct]
        if not plain and self._is_compared(name, sink, locked):
            return None
        return name, (plain or list(fields))[0], sink, locked

    def _place(self, flow: Flow) -> tuple[Ties, str, str]:
        """What is known there, and the names of both ends."""
        assert flow.source is not None and flow.sink is not None
        return self._asked.at(flow.taken, flow.ended), flow.source.role, flow.sink.role

    def _is_meant(self, flow: Flow, payer: Role, fields: dict[str, bool]) -> bool:
        """By what is known there, or else by every way through a statement that all paths go through."""
        if self._is_named(flow, payer, self._place(flow)[0], fields):
            return True
        for ways in self._ways():
            ties = [self._asked.at(flow.taken, flow.ended, way) for way in ways]
            if all(self._is_named(flow, payer, known, fields) for known in ties):
                return True
        return False

    def _ways(self) -> Iterator[list[Place]]:
        """Of statements with branches, where each of them ends."""
        place_of = {id(place.statement): place for place in self._asked.places.all}
        for statement in always(self._parties.instruction.body):
            branches = [block for block in blocks(statement) if not is_left(block)]
            if len(branches) > 1 and all(block.statements for block in branches):
                yield [place_of[id(block.statements[-1])] for block in branches]

    def _is_named(self, flow: Flow, payer: Role, ties: Ties, fields: dict[str, bool]) -> bool:
        """The payer names somebody who speaks or gets value; or who gives something for it names the payee; or who
        speaks names the payer; or one names both."""
        _, name, sink = self._place(flow)
        speaking = [self._asked.name(r.name, flow.taken) for r in self._parties.speaking]
        if any(ties.tells(name, (other, ID), fields) for other in (*speaking, sink)) or ties.names(name, sink):
            return True
        if any(ties.tells(name, (other, ID), fields) for other in self._getting(payer)):
            left = any(self._is_left(flow, payer, field) for field in fields)
            return sink in speaking or not (left and self._is_emptied(flow))
        giving = [f.source.role for f in self._parties.flows if f.source and self._parties.end(f.sink) is payer]
        if any(ties.tells(other, (sink, ID)) for other in giving):
            return True
        if any(ties.names(other, name) for other in speaking):
            return True
        claims = [r for r in self._parties.there if self._parties.places(r, TAKEN) or self._is_child(r, payer)]
        names = [self._asked.name(r.name, flow.taken) for r in claims]
        return any(ties.says(other, name) and ties.says(other, sink) for other in names if other not in (name, sink))

    def _is_child(self, role: Role, of: Role) -> bool:
        """The address names a resource of that kind."""
        resource = self._parties.program.resource(role.resource)
        fields = [part.field for part in address_parts(resource.address) if isinstance(part, FieldRef)]
        return any(resource.field(field).type == AddressType(of.resource) for field in fields)

    def _getting(self, payer: Role) -> list[str]:
        flows = self._parties.flows
        return [f.sink.role for f in flows if f.sink is not None and self._parties.end(f.sink) is not payer]

    def _kind(self, role: str) -> str:
        return self._parties.instruction.role(role).resource

    def _is_compared(self, name: str, sink: str, value: str) -> bool:
        """Somewhere the payee is looked for in a collection, or compared with what may come out of the payer."""
        instruction, places = self._parties.instruction, self._asked.places.all
        header = self._asked.at()

        def is_of(node: Expression) -> bool:
            """The field of the role, or its id, or what the header makes its address of."""
            if isinstance(node, RoleId):
                return value == ID and node.role == sink
            if isinstance(node, ParamRef):
                return header.equal(("", node.name), (sink, value))
            return isinstance(node, FieldRef) and (node.role, node.field) == (sink, value)

        nodes = [node for where in instruction.conditions for node in expressions(where.condition)]
        nodes += [node for place in places for node in evaluated(place.statement)]
        for node in nodes:
            if isinstance(node, CollectionCall) and any(map(is_of, node.arguments)):
                return True
            if isinstance(node, Binary) and node.op is BinaryOp.EQUAL:
                for one, two in ((node.left, node.right), (node.right, node.left)):
                    other = isinstance(two, FieldRef | RoleId) and two.role != name
                    if is_of(one) and not other:
                        return True
        return False

    def _locks(self, payer: Role) -> dict[str, bool]:
        """Its fields that may say whom it pays: not the owner in its address, unless it ends and has no lock."""
        resource = self._parties.program.resource(payer.resource)
        fields = naming(resource, LOCK_ID)
        locked = any(isinstance(field.type, LockType) for field in resource.fields)
        ends = Kind.DELETE in kinds(self._asked.effects, payer)
        if ends and not locked and len(fields) == 1:
            return fields
        address = {part.field for part in address_parts(resource.address) if isinstance(part, FieldRef)}
        return {field: direct for field, direct in fields.items() if field not in address}

    def _others(self, payer: Role, payee: Role, fields: dict[str, bool]) -> dict[str, bool]:
        """Without those that say somewhere else whose signature counts."""
        program = self._parties.program
        return {f: direct for f, direct in fields.items() if not authorises(program, payer.resource, f, payee.resource)}


def _field(flow: Flow) -> str | None:
    return None if flow.source is None else flow.source.field
