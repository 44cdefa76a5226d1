"""What pays out to L1 without being asked pays to the script that it keeps."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.frozen import record
from vprog.dsl.program.declarations import Role
from vprog.dsl.program.expressions import ParamRef, Take
from vprog.dsl.program.statements import Exit
from vprog.dsl.program.types import SCRIPT, SIGNATURE, contained
from vprog.dsl.related.places import Place
from vprog.dsl.related.ties import Asked


@record
class Astray:
    """What a role pays out goes to a parameter, not to the script in its field."""

    role: Role
    field: str
    parameter: str
    place: Place


def astray(asked: Asked) -> Iterator[Astray]:
    """Only where nobody signs, and one field can be meant. No condition can say that a script is right: they are not
    compared."""
    instruction = asked.instruction
    if instruction.auth is not None or any(SIGNATURE in contained(p.type) for p in instruction.parameters):
        return
    for place in asked.places.all:
        if not isinstance(place.statement, Exit):
            continue
        coins, script = asked.known.meaning(place.statement.coins), asked.known.meaning(place.statement.script)
        if isinstance(coins, Take) and isinstance(script, ParamRef):
            role = instruction.role(coins.role)
            kept = [f.name for f in asked.program.resource(role.resource).fields if SCRIPT in contained(f.type)]
            if len(kept) == 1:
                yield Astray(role, kept[0], script.name, place)
