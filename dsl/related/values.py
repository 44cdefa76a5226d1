"""Value of a unit that each context issues by itself stays there: it moves, is minted and is burned inside of one.

Where a resource names several contexts, such as a pool between two mints, each of its held fields has value of one of
them: which one has to be the same everywhere.
"""

from __future__ import annotations

from vprog.dsl.frozen import record
from vprog.dsl.related.flows import End, Flow
from vprog.dsl.related.keys import ID, Key
from vprog.dsl.related.ties import Asked, Ties
from vprog.dsl.related.units import Units, kinds

Finding = tuple[str, str, str, str]
"""The role that may belong elsewhere and its field, and the role that it is used with and its field."""
_Holder = tuple[str, str, str]
"""A kind, its held field and the issuer."""


@record
class Leak:
    """Value may leave its context. An empty field: the role names none."""

    finding: Finding
    flow: Flow
    issuer: str


@record
class _Demand:
    """Value moves between two holders: the fields that may say whose it is, with those that they are equal to."""

    asked: Asked
    flow: Flow
    issuer: str
    ends: tuple[End, End]
    equal: frozenset[tuple[str, str]]


class Values:
    """Of all instructions of a program."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._choices: dict[_Holder, set[str]] = {}
        self._demands: list[tuple[_Demand, ...]] = []
        """Of each group one has to hold."""

    def add(self, asked: Asked, moved: list[Flow]) -> None:
        """Takes in what moves in one instruction."""
        for flow in moved:
            for issuer in sorted(self._units.issuers.get(flow.unit, ())):
                ties = asked.at(flow.taken, flow.ended)
                if flow.source is not None and flow.sink is not None:
                    pairs = [(flow.sink, flow.source)]
                else:
                    end = flow.sink or flow.source
                    pairs = [(end, End(name, ID)) for name in _issuing(asked, flow, issuer)] if end is not None else []
                group = tuple(self._demand(asked, flow, issuer, ties, pair) for pair in pairs)
                if any(self._names(demand, place) for demand in group for place in (0, 1)):
                    self._demands.append(group)

    def leaks(self) -> dict[str, Leak]:
        """By instruction, the first that may leave its context."""
        found: dict[str, Leak] = {}
        changed = True
        while changed:
            changed = False
            for group in self._demands:
                name = group[0].asked.instruction.name
                if name in found:
                    continue
                if not any(self._left(demand) for demand in group):
                    found[name] = self._leak(group[0])
                elif len(group) == 1:
                    changed |= self._narrow(group[0])
        return found

    def _narrow(self, demand: _Demand) -> bool:
        """Only what agrees with the other end stays. Whether that took something away."""
        left = self._left(demand)
        changed = False
        for place in (0, 1):
            choices = self._of(demand, place)
            kept = {pair[place] for pair in left}
            if not choices <= kept:
                choices &= kept
                changed = True
        return changed

    def _left(self, demand: _Demand) -> list[tuple[str, str]]:
        one, two = self._of(demand, 0), self._of(demand, 1)
        return [pair for pair in demand.equal if pair[0] in one and pair[1] in two]

    def _leak(self, demand: _Demand) -> Leak:
        fields = [min(self._of(demand, place), default="") for place in (0, 1)]
        return Leak((demand.ends[0].role, fields[0], demand.ends[1].role, fields[1]), demand.flow, demand.issuer)

    def _of(self, demand: _Demand, place: int) -> set[str]:
        """The fields that may say whose value it is at one end."""
        end = demand.ends[place]
        resource = demand.asked.instruction.role(end.role).resource
        if resource == demand.issuer:
            return {ID}
        key = resource, end.field, demand.issuer
        if key not in self._choices:
            self._choices[key] = {name for name, _ in self._units.pointers(resource, demand.issuer)}
        return self._choices[key]

    def _names(self, demand: _Demand, place: int) -> bool:
        """That end is a resource that holds value of an issuer, not the issuer itself, nor something without one."""
        resource = demand.asked.instruction.role(demand.ends[place].role).resource
        return resource == demand.issuer or bool(self._units.pointers(resource, demand.issuer))

    def _demand(self, asked: Asked, flow: Flow, issuer: str, ties: Ties, pair: tuple[End, End]) -> _Demand:
        one, two = (self._contexts(asked, ties, end.role, issuer) for end in pair)
        equal = frozenset((name, other) for name, keys in one.items() for other, found in two.items() if keys & found)
        return _Demand(asked, flow, issuer, pair, equal)

    def _contexts(self, asked: Asked, ties: Ties, role: str, issuer: str) -> dict[str, set[Key]]:
        """By field what stands for a context that a role names, by itself or through others."""
        resource = asked.instruction.role(role).resource
        if resource == issuer:
            return {ID: {ties.find((role, ID))}}
        contexts: dict[str, set[Key]] = {}
        for field, kind in self._units.pointers(resource, issuer):
            named = ties.find((role, field))
            contexts[field] = {named}
            for other in ties.roles() if kind != issuer else ():
                if asked.instruction.role(other).resource == kind and ties.find((other, ID)) == named:
                    contexts[field] |= set().union(*self._contexts(asked, ties, other, issuer).values())
        return contexts


def _issuing(asked: Asked, flow: Flow, issuer: str) -> list[str]:
    """The issuers that have to do with it: those that change or agree, or else all that are there."""
    roles = [role for role in asked.instruction.roles if role.resource == issuer]
    active = [role for role in roles if kinds(asked.effects, role) or role.name in asked.signers]
    return [asked.name(role.name, flow.taken, flow.ended) for role in active or roles]
