"""Roles that are used together belong together (rule 9): the holding of one mint is no holding of another.

A resource whose address is made of another's, such as `Holding at (mint, owner)`, belongs to that one, its context.
These things are asked of an instruction, wherever value moves or something changes, on every path that leads there:

* Value of a unit that each context issues by itself moves, is minted and is burned inside one context.
* A role that changes without its own authority, because the header says `permissionless` or because it only gets
  value, is the one that the role that speaks for the change names, or that the change is written into.
* What belongs to one context is not used with another one of that kind.
* What pays without its own authority pays to whom it names, and who pays for it pays to whom it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.newest import lately
from vprog.dsl.program.declarations import Instruction, Program, Resource
from vprog.dsl.program.types import LOCK_ID, SCRIPT, AddressType, HeldType, Type, contained
from vprog.dsl.related.changes import Changes
from vprog.dsl.related.contexts import Contexts
from vprog.dsl.related.exits import astray
from vprog.dsl.related.flows import Flow, flows
from vprog.dsl.related.parties import Parties
from vprog.dsl.related.payees import Payees
from vprog.dsl.related.places import Place
from vprog.dsl.related.report import leaking, strayed, unrelated
from vprog.dsl.related.sales import Sales
from vprog.dsl.related.siblings import Siblings
from vprog.dsl.related.ties import Asked
from vprog.dsl.related.told import is_told
from vprog.dsl.related.units import Units, held
from vprog.dsl.related.values import Finding, Values


def whole(program: Program, bag: DiagnosticBag) -> None:
    """VP0713."""
    if not any(_tells(inner) for r in program.resources for f in r.fields for inner in contained(f.type)):
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
        elif (found := next(_unrelated(Parties(asked, moved)), None)) is not None:
            if not is_told(asked, found[0]):
                unrelated(asked, found[0], found[1], bag)
        elif (exit_ := next(astray(asked), None)) is not None:
            strayed(exit_, bag)


def _unrelated(parties: Parties) -> Iterator[tuple[Finding, Place]]:
    """What may not belong together, the plainest first."""
    yield from Changes(parties).found()
    yield from Contexts(parties).found()
    yield from Payees(parties).found()
    yield from Sales(parties).found()
    yield from Siblings(parties).found()


def _tells(type_: Type) -> bool:
    """A value of the type may say which resource is meant, or who is paid."""
    return isinstance(type_, AddressType) or type_ in (LOCK_ID, SCRIPT)


def _may_mix(program: Program, instruction: Instruction, units: Units) -> bool:
    """Of two of its roles, one may name another than it should; or they hold what is issued by many."""
    kinds = {role.resource: program.resource(role.resource) for role in instruction.roles}
    if any(held(resource) & units.issuers.keys() for resource in kinds.values()):
        return True
    named = [_named(resource) for resource in kinds.values()]
    if len(set[str]().union(*named)) < sum(map(len, named)):  # two of them may belong to one
        return True
    return not kinds.keys().isdisjoint(set[str]().union(*named)) or _may_pay(instruction, kinds.values())


@lately  # of every role of every instruction
def _named(resource: Resource) -> frozenset[str]:
    """The other kinds that one names."""
    inner = (inner for field in resource.fields for inner in contained(field.type))
    return frozenset(type_.resource for type_ in inner if isinstance(type_, AddressType)) - {resource.name}


def _may_pay(instruction: Instruction, kinds: Iterable[Resource]) -> bool:
    """Something may pay without being asked, and has a lock or a script of somebody."""
    if instruction.permissionless is None:
        return False
    types = {field.type for resource in kinds for field in resource.fields}
    return any(isinstance(type_, HeldType) for type_ in types) and any(
        inner in (LOCK_ID, SCRIPT) for type_ in types for inner in contained(type_)
    )
