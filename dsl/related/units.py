"""Units that each resource of some kind issues for itself, and the fields that say whose value a resource holds."""

from __future__ import annotations

from vprog.dsl.authority.cover import own
from vprog.dsl.effects.infer import address_parts, body_effects
from vprog.dsl.effects.table import Effect, Kind
from vprog.dsl.newest import lately
from vprog.dsl.program.declarations import Access, LabelAddress, Program, Resource, Role, TupleAddress
from vprog.dsl.program.expressions import FieldRef
from vprog.dsl.program.statements import AssignField
from vprog.dsl.program.types import LOCK_ID, AddressType, HeldType
from vprog.dsl.program.walk import statements


class Units:
    """Of one program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._holders = [r for r in program.resources if held(r) and isinstance(r.address, TupleAddress)]
        self.issuers = {
            unit: kept for unit, kinds in self._issuers().items() if (kept := self._denominated(unit, kinds))
        }
        """Unit to the kinds that issue it, each resource for itself: some kind holds the unit of one of them."""
        self._pointers: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
        self._assigned: set[tuple[str, str]] = set()
        if self.issuers:
            for instruction in program.instructions:
                for node in statements(instruction.body):
                    if isinstance(node, AssignField):
                        self._assigned.add((instruction.role(node.role).resource, node.field))

    def pointers(self, resource: str, issuer: str) -> tuple[tuple[str, str], ...]:
        """The fields that say for ever whose value a resource holds, and the kind that each names: the issuer, or else
        what has value of one issuer itself."""
        key = resource, issuer
        if key not in self._pointers:
            self._pointers[key] = self._found(resource, issuer, frozenset())
        return self._pointers[key]

    def _found(self, resource: str, issuer: str, seen: frozenset[str]) -> tuple[tuple[str, str], ...]:
        declared = self._program.resource(resource)
        named = context(declared, issuer) if resource != issuer else None
        if named is not None:
            return ((named, issuer),)
        fixed = [
            (field.name, field.type.resource)
            for field in declared.fields
            if isinstance(field.type, AddressType) and (resource, field.name) not in self._assigned
        ]
        seen |= {resource}
        return tuple(found for found in fixed if found[1] == issuer) or tuple(
            found for found in fixed if found[1] not in seen and len(self._found(found[1], issuer, seen)) == 1
        )

    def _issuers(self) -> dict[str, set[str]]:
        """Unit to the kinds of resources of which each one issues it: a count of theirs changes where it is minted, or
        their lock agrees to it, and they hold none."""
        found: dict[str, set[str]] = {}
        for instruction in self._program.instructions if self._holders else ():
            effects = body_effects(instruction)
            for unit in {e.unit.name for e in effects if e.kind is Kind.MINT and e.unit is not None}:
                for role in instruction.roles:
                    resource = self._program.resource(role.resource)
                    if isinstance(resource.address, LabelAddress) or role.access is Access.CREATES:
                        continue
                    signs = instruction.auth is not None and own(role.name).occurs(instruction.auth)
                    if unit not in held(resource) and (signs or Kind.WRITE in kinds(effects, role)):
                        found.setdefault(unit, set()).add(role.resource)
        return found

    def _denominated(self, unit: str, kinds: set[str]) -> set[str]:
        holders = [resource for resource in self._holders if unit in held(resource)]
        return {kind for kind in kinds if any(r.name != kind and context(r, kind) for r in holders)}


def context(resource: Resource, of: str) -> str | None:
    """The address names one resource of the kind `of`, and the owner's lock beside it: so that one is no owner."""
    if not isinstance(resource.address, TupleAddress):
        return None
    fields = [resource.field(part.field) for part in address_parts(resource.address) if isinstance(part, FieldRef)]
    owned = any(field.type == LOCK_ID for field in fields)
    named = [field.name for field in fields if field.type == AddressType(of)]
    return named[0] if owned and len(named) == 1 else None


def kinds(effects: tuple[Effect, ...], role: Role) -> set[Kind]:
    """Everything that happens to a role."""
    return {effect.kind for effect in effects if effect.role == role.name}


@lately
def held(resource: Resource) -> frozenset[str]:
    """The units that it holds."""
    return frozenset(field.type.unit.name for field in resource.fields if isinstance(field.type, HeldType))
