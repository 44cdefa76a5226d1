"""Modules own what they declare (rule 7): only code of a module changes its resources, makes or burns value of its
units, and makes its linear structs or takes them apart.

Which code a statement is, its span says: inlined or not, it stands in the file of whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.table import CHANGES, Effect, Kind, statement_effects
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.expressions import StructLiteral
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import Block, Migrate, Statement, Unpack
from vprog.dsl.program.types import StructType
from vprog.dsl.program.walk import evaluated, statements
from vprog.dsl.source.span import Span


def whole(program: Program, bag: DiagnosticBag) -> None:
    """VP0225, VP0226 and VP0227, in functions."""
    for function in program.functions:
        if function.body is not None:
            _Owner(program, bag).body(function.body, dict(function.roles))


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """VP0225, VP0226 and VP0227, in an instruction."""
    names = (*(role.name for role in instruction.roles), *members(instruction.body))
    _Owner(program, bag).body(instruction.body, {name: instruction.role(name).resource for name in names})


class _Owner:
    def __init__(self, program: Program, bag: DiagnosticBag) -> None:
        self._bag = bag
        self._modules = {path: name for name, path in program.modules}
        self._resources = {resource.name: resource.module for resource in program.resources}
        self._units = {unit.name: unit.module for unit in program.units}
        self._structs = {struct.name: struct.module for struct in program.structs}

    def body(self, body: Block, roles: Mapping[str, str]) -> None:
        for statement in statements(body):
            for effect in statement_effects(statement):
                self._effect(effect, roles)
            if isinstance(statement, Migrate):
                self._resource(statement.resource, Kind.CREATE, statement.span)
            self._structs_of(statement)

    def _here(self, span: Span) -> str:
        return self._modules.get(span.path, "")

    def _effect(self, effect: Effect, roles: Mapping[str, str]) -> None:
        from vprog.dsl.rules import vp0226_foreign_value

        if effect.kind in CHANGES and effect.role is not None:
            self._resource(roles[effect.role], effect.kind, effect.span)
        elif effect.kind in (Kind.MINT, Kind.BURN) and effect.unit is not None:
            module = self._units.get(effect.unit.name, "")
            if module and module != self._here(effect.span):
                vp0226_foreign_value.report(self._bag, effect.span, effect.unit.name, module, effect.kind.value)

    def _resource(self, resource: str, kind: Kind, span: Span) -> None:
        from vprog.dsl.rules import vp0225_foreign_write

        module = self._resources[resource]
        if module and module != self._here(span):
            vp0225_foreign_write.report(self._bag, span, resource, module, kind.value)

    def _structs_of(self, statement: Statement) -> None:
        if isinstance(statement, Unpack):
            self._struct(statement.value.type, statement.span, "taken apart")
        for node in evaluated(statement):
            if isinstance(node, StructLiteral) and node.type.linear:
                self._struct(node.type, node.span, "made")

    def _struct(self, type_: object, span: Span, what: str) -> None:
        from vprog.dsl.rules import vp0227_foreign_linear_struct

        if isinstance(type_, StructType):
            module = self._structs.get(type_.name, "")
            if module and module != self._here(span):
                vp0227_foreign_linear_struct.report(self._bag, span, type_.name, module, what)
