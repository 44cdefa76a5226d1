"""Which addresses an instruction's caller need not give: constant ones, those that the header or the body derives, and
those that a `where` clause equates with something known."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.codegen.derivation import created_address
from vprog.codegen.python.catalogue import Catalogue
from vprog.codegen.python.derive import Derivation, NotDerivable, Scope
from vprog.codegen.python.imports import Imports
from vprog.codegen.python.layout import Node, call, prefixed
from vprog.codegen.python.names import Names
from vprog.codegen.python.text import string_literal
from vprog.dsl.frozen import record
from vprog.dsl.program.declarations import Access, Address, Instruction, Role
from vprog.dsl.program.expressions import Binary, BinaryOp, ConstRef, Expression, FieldOf, FieldRef, ParamRef, RoleId
from vprog.dsl.program.types import StructType, Type


@record
class Filled:
    """How a role gets its address: `node` computes it, always (`fixed`) or only when none is given; `reads` are
    statements before it that read what other roles hold."""

    node: Node
    fixed: bool
    reads: tuple[Node, ...] = ()


class Filling:
    """The roles of one instruction, in header order: each may build on those before it and on those that are given."""

    def __init__(
        self,
        names: Catalogue,
        imports: Imports,
        instruction: Instruction,
        roles: dict[str, str],
        parameters: dict[str, str],
        own: Names,
    ) -> None:
        self._names = names
        self._imports = imports
        self._instruction = instruction
        self._roles = roles
        self._parameters = parameters
        """Role to the variable that holds what stands there."""
        self.locals = {role: own.take(f"{name}_now") for role, name in roles.items()}
        """Role to the variable that holds what stands there."""

    def fill(self) -> dict[str, Filled]:
        filled: dict[str, Filled] = {}
        waiting = [r.name for r in self._instruction.roles if next(self._candidates(r), None) is not None]
        for role in self._instruction.roles:
            known = {r.name for r in self._instruction.roles if r.many is None and r.name not in waiting}
            found = self._first(role, known)
            if role.name in waiting:
                waiting.remove(role.name)
            if found is not None:
                filled[role.name] = found
        return filled

    def _candidates(self, role: Role) -> Iterator[Address | Expression]:
        """What the role's address is said to be: a derivation, or an address that a condition equates it with."""
        if role.many is not None:
            return
        if role.address is not None:
            yield role.address
        elif role.or_creates or role.access is Access.CREATES:
            created = created_address(self._names.program, self._instruction, role)
            if created is not None:
                yield created
        else:
            for where in self._instruction.conditions:
                condition = where.condition
                if isinstance(condition, Binary) and condition.op is BinaryOp.EQUAL:
                    sides = (condition.left, condition.right)
                    for one, other in (sides, sides[::-1]):
                        if isinstance(one, RoleId) and one.role == role.name:
                            yield other

    def _first(self, role: Role, known: set[str]) -> Filled | None:
        for candidate in self._candidates(role):
            try:
                self._filled(role, candidate, known, Imports())
            except NotDerivable:
                continue
            return self._filled(role, candidate, known, self._imports)
        return None

    def _filled(self, role: Role, candidate: Address | Expression, known: set[str], imports: Imports) -> Filled:
        """Raises NotDerivable. What it needs to import goes to `imports`."""
        resource_of = {r.name: r.resource for r in self._instruction.roles}
        scope = Scope(
            fields={},
            parameters=self._parameters,
            roles={name: self._roles[name] for name in known},
            type_of=self._type_of,
            needed_for=role.name,
            now={name: (self.locals[name], resource_of[name]) for name in known if name != role.name},
            read=set(),
        )
        derivation = Derivation(self._names, imports)
        if isinstance(candidate, Address):
            node = derivation.located(self._names.program.resource(role.resource), candidate, scope)
        else:
            node = derivation.value(candidate, scope)
        reads = tuple(self._read(name, role, imports) for name in self._roles if name in scope.read)
        return Filled(node, isinstance(candidate, Address) and role.address is not None and not reads, reads)

    def _read(self, name: str, needed_for: Role, imports: Imports) -> Node:
        """`source_now = Holding.decode(stored(state, source, "target"))`"""
        kind = self._names.resources[self._instruction.role(name).resource]
        imports.add("vprog.client.state", "stored")
        imports.add(".resources", kind)
        data = call("stored", "state", self._roles[name], string_literal(needed_for.name))
        return prefixed(f"{self.locals[name]} = ", call(f"{kind}.decode", data))

    def _type_of(self, node: Expression) -> Type:
        program, instruction = self._names.program, self._instruction
        match node:
            case ParamRef():
                return next(p.type for p in instruction.parameters if p.name == node.name)
            case ConstRef():
                return program.constant(node.name).type
            case FieldOf() if isinstance(node.value.type, StructType):
                return node.value.type.field(node.field)
            case FieldRef():
                return program.resource(instruction.role(node.role).resource).field(node.field).type
            case _:
                return node.type
