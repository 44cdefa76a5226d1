"""Roles that are used together belong together (rule 9): the holding of one mint is no holding of another.

A resource whose address is made of another's, such as `Holding at (mint, owner)`, belongs to that one, its context.
Two things are asked of an instruction, wherever value moves or something changes, on every path that leads there:

* Value of a unit that each context issues by itself moves, is minted and is burned inside one context.
* A role that changes without its own authority, because the header says `permissionless` or because it only gets
  value, is the one that the role that speaks for the change names, or that the change is written into.
"""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.types import AddressType, contained
from vprog.dsl.related.changes import Changes
from vprog.dsl.related.flows import Flow, flows
from vprog.dsl.related.report import leaking, unrelated
from vprog.dsl.related.ties import Asked
from vprog.dsl.related.units import Units, held
from vprog.dsl.related.values import Values


def whole(program: Program, bag: DiagnosticBag) -> None:
    """VP0713."""
    if not any(
        isinstance(inner, AddressType) for r in program.resources for f in r.fields for inner in contained(f.type)
    ):
        return
    units = Units(program)
    values = Values(units)
    used: list[tuple[Asked, list[Flow]]] = []
    for instruction in program.instructions:
        if _may_mix(program, instruction, units):
            asked = Asked(program, instruction)
            moved = list(flows(asked))
            values.add(asked, moved)
            used.append((asked, moved))
    leaks = values.leaks()
    for asked, moved in used:
        leak = leaks.get(asked.instruction.name)
        if leak is not None:
            leaking(asked, leak, bag)
        elif (found := Changes(asked, moved).found()) is not None:
            unrelated(asked, found[0], found[1], bag)


def _may_mix(program: Program, instruction: Instruction, units: Units) -> bool:
    """Of two of its roles, one may name another than it should; or they hold what is issued by many."""
    kinds = {role.resource: program.resource(role.resource) for role in instruction.roles}
    if any(held(resource) & units.issuers.keys() for resource in kinds.values()):
        return True
    named = {
        inner.resource
        for resource in kinds.values()
        for field in resource.fields
        for inner in contained(field.type)
        if isinstance(inner, AddressType) and inner.resource != resource.name
    }
    return not named.isdisjoint(kinds)
