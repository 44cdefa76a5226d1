"""Where value goes in one instruction: from what it is taken, and where it ends."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.frozen import record
from vprog.dsl.program.expressions import Claim, Expression, Mint, Take
from vprog.dsl.program.statements import Burn, Create, Delete, Exit, Put
from vprog.dsl.program.types import CoinsType
from vprog.dsl.program.walk import evaluated
from vprog.dsl.related.places import Place
from vprog.dsl.related.ties import Asked


@record
class End:
    """A held field of a role."""

    role: str
    field: str


@record
class Flow:
    """Value of a unit. Without a source it is minted, without a sink burned."""

    unit: str
    source: End | None
    taken: Place
    sink: End | None
    ended: Place


def flows(asked: Asked) -> Iterator[Flow]:
    """Every way that value may take. Coins whose origin is not plain may be any of their unit."""
    for place in asked.places.all:
        match place.statement:
            case Put(role=role, field=field, coins=coins):
                yield from _ended(asked, place, End(role, field), coins)
            case Create(role=role, fields=fields):
                for name, value in fields:
                    yield from _ended(asked, place, End(role, name), value)
            case Burn(coins=coins):
                yield from _ended(asked, place, None, coins)
            case Delete(role=role, into=into):
                declared = asked.program.resource(asked.instruction.role(role).resource)
                for field, sink, name in into:
                    type_ = declared.field(field).type
                    unit = getattr(type_, "unit", None)
                    if unit is not None:
                        yield Flow(unit.name, End(role, field), place, End(sink, name), place)
            case Exit() | _:
                pass


def _ended(asked: Asked, place: Place, sink: End | None, coins: Expression) -> Iterator[Flow]:
    if not isinstance(coins.type, CoinsType):
        return
    unit = coins.type.unit.name
    for source, taken in _origins(asked, coins, unit):
        yield Flow(unit, source, taken, sink, place)


def _origins(asked: Asked, coins: Expression, unit: str) -> Iterator[tuple[End | None, Place]]:
    value = asked.known.meaning(coins)
    if isinstance(value, Take | Mint | Claim):
        yield from _origin(asked, value)
        return
    for place in asked.places.all:
        for node in evaluated(place.statement):
            if isinstance(node.type, CoinsType) and node.type.unit.name == unit:
                yield from _origin(asked, node)


def _origin(asked: Asked, value: Expression) -> Iterator[tuple[End | None, Place]]:
    place = asked.places.of(value)
    if place is not None and isinstance(value, Take | Mint):
        yield (End(value.role, value.field) if isinstance(value, Take) else None), place
