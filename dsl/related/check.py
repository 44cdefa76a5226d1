"""Roles that are used together belong together (rule 9): the holding of one mint is no holding of another.

A resource whose address is made of another's, such as `Holding at (mint, owner)`, belongs to that one, its context.
Two things are asked of an instruction:

* Value of a unit that each context issues by itself moves, is minted and is burned inside one context.
* A role that changes without its own authority, because the header says `permissionless` or because it only gets
  value, is the context of the role that speaks for the change, where that role has such a context.

It is enough that the instruction asks for the tie somewhere.
"""

from __future__ import annotations

from vprog.dsl.authority.cover import cover, own
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.infer import body_effects
from vprog.dsl.effects.table import Effect, Kind
from vprog.dsl.program.declarations import Access, Instruction, LabelAddress, Program, Resource, Role, TupleAddress
from vprog.dsl.program.expressions import FieldRef
from vprog.dsl.program.types import LOCK_ID, AddressType, HeldType
from vprog.dsl.related.ties import ID, Ties

_TAKEN = (Kind.WRITE, Kind.DEBIT, Kind.DELETE)


def whole(program: Program, bag: DiagnosticBag) -> None:
    """VP0713."""
    if not any(isinstance(field.type, AddressType) for resource in program.resources for field in resource.fields):
        return
    issuers = _issuers(program)
    for instruction in program.instructions:
        if len(instruction.roles) > 1 and all(role.many is None for role in instruction.roles):
            _Instruction(program, instruction, issuers, bag).run()


class _Instruction:
    def __init__(
        self, program: Program, instruction: Instruction, issuers: dict[str, set[str]], bag: DiagnosticBag
    ) -> None:
        self._program = program
        self._instruction = instruction
        self._issuers = issuers
        self._bag = bag
        self._ties = Ties(program, instruction)
        self._effects = body_effects(instruction)

    def run(self) -> None:
        if not self._values():
            self._changes()

    def _values(self) -> bool:
        """Value of one context does not become value of another. Whether it was reported."""
        minted = {e.unit.name for e in self._effects if e.kind is Kind.MINT and e.unit is not None}
        burned = {e.unit.name for e in self._effects if e.kind is Kind.BURN and e.unit is not None}
        for unit, resources in self._issuers.items():
            for issuer in resources:
                mints = [r for r in self._roles(issuer) if unit in minted | burned and self._kinds(r)]
                holders = [(r, f) for r in self._instruction.roles if (f := self._denominated(r, unit, issuer))]
                sources = [(r, f) for r, f in holders if self._kinds(r) & {Kind.DEBIT, Kind.DELETE}]
                sinks = [(r, f) for r, f in holders if self._kinds(r) & {Kind.CREDIT, Kind.CREATE}]
                if any(self._is_other_source(r, unit, holders) for r in self._instruction.roles):
                    continue
                known = [(r, ID) for r in mints] + sources
                for role, field in sinks:
                    others = [other for other in known if other[0] is not role]
                    if others and self._apart(role, field, others):
                        return True
                if unit in burned and mints:
                    for role, field in sources:
                        if self._apart(role, field, [(r, ID) for r in mints]):
                            return True
        return False

    def _apart(self, role: Role, field: str, others: list[tuple[Role, str]]) -> bool:
        if any(self._ties.equal((role.name, field), (other.name, name)) for other, name in others):
            return False
        other, name = others[0]
        self._report(role, field, other, name)
        return True

    def _changes(self) -> None:
        """Who speaks for the change of a context speaks for that context."""
        instruction = self._instruction
        for role in instruction.roles:
            kinds = self._kinds(role)
            if role.access is Access.CREATES or role.name in self._ties.tied or self._is_constant(role.resource):
                continue
            if cover(self._program, instruction, role.name).holds(instruction.auth):
                continue
            for other in instruction.roles:
                if other.access is Access.CREATES or not self._speaks(other):
                    continue
                assigned = Kind.WRITE in self._kinds(other) and Kind.DEBIT not in self._kinds(other)
                if kinds & set(_TAKEN):
                    field = self._pointer(other, role.resource)
                elif Kind.CREDIT in kinds and assigned:
                    field = self._context(other, role.resource)
                else:
                    continue
                if field is not None:
                    self._report(other, field, role, ID)
                    return

    def _report(self, role: Role, field: str, other: Role, name: str) -> None:
        from vprog.dsl.rules import vp0713_unrelated_roles

        type_ = self._program.resource(role.resource).field(field).type
        kind = type_.resource if isinstance(type_, AddressType) else ""
        what = f"`{role.name}` belongs to `{other.name}`"
        if name != ID:
            what = f"`{role.name}` and `{other.name}` belong to the same `{kind}`"
        vp0713_unrelated_roles.report(self._bag, role, other, what, f"{role.name}.{field} == {other.name}.{name}")

    def _speaks(self, role: Role) -> bool:
        return self._instruction.auth is not None and own(role.name).occurs(self._instruction.auth)

    def _kinds(self, role: Role) -> set[Kind]:
        return _kinds(self._effects, role)

    def _roles(self, resource: str) -> list[Role]:
        return [r for r in self._instruction.roles if r.resource == resource and r.access is not Access.CREATES]

    def _is_constant(self, resource: str) -> bool:
        return isinstance(self._program.resource(resource).address, LabelAddress)

    def _context(self, role: Role, of: str) -> str | None:
        """The field of its address that says which resource of a kind a role belongs to."""
        return None if role.resource == of else _context(self._program.resource(role.resource), of)

    def _pointer(self, role: Role, of: str) -> str | None:
        """The only field of a role that names a resource of a kind."""
        fields = [f.name for f in self._program.resource(role.resource).fields if f.type == AddressType(of)]
        return fields[0] if len(fields) == 1 and role.resource != of else None

    def _denominated(self, role: Role, unit: str, issuer: str) -> str | None:
        holds = unit in _held(self._program.resource(role.resource))
        return self._context(role, issuer) if holds and role.resource != issuer else None

    def _is_other_source(self, role: Role, unit: str, holders: list[tuple[Role, str]]) -> bool:
        """Value also comes from a role without such a context."""
        if any(holder is role for holder, _ in holders):
            return False
        gives = self._kinds(role) & {Kind.DEBIT, Kind.DELETE}
        return bool(gives) and unit in _held(self._program.resource(role.resource))


def _issuers(program: Program) -> dict[str, set[str]]:
    """Unit to the kinds of resources of which each one issues it: a count of theirs changes where it is minted, or
    their lock agrees to it, and they hold none."""
    found: dict[str, set[str]] = {}
    for instruction in program.instructions:
        effects = body_effects(instruction)
        for unit in {e.unit.name for e in effects if e.kind is Kind.MINT and e.unit is not None}:
            for role in instruction.roles:
                resource = program.resource(role.resource)
                if isinstance(resource.address, LabelAddress) or role.access is Access.CREATES:
                    continue
                signs = instruction.auth is not None and own(role.name).occurs(instruction.auth)
                if unit not in _held(resource) and (signs or Kind.WRITE in _kinds(effects, role)):
                    found.setdefault(unit, set()).add(role.resource)
    return found


def _kinds(effects: tuple[Effect, ...], role: Role) -> set[Kind]:
    return {effect.kind for effect in effects if effect.role == role.name}


def _held(resource: Resource) -> set[str]:
    return {field.type.unit.name for field in resource.fields if isinstance(field.type, HeldType)}


def _context(resource: Resource, of: str) -> str | None:
    """The address names one resource of the kind `of`, and the owner's lock beside it: so that one is no owner."""
    if not isinstance(resource.address, TupleAddress):
        return None
    fields = [resource.field(part.field) for part in resource.address.parts if isinstance(part, FieldRef)]
    owned = any(field.type == LOCK_ID for field in fields)
    named = [field.name for field in fields if field.type == AddressType(of)]
    return named[0] if owned and len(named) == 1 else None
