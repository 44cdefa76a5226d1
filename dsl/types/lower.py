"""From the syntax tree of a file to its typed program."""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.names.collect import collect
from vprog.dsl.names.symbols import Symbols
from vprog.dsl.program.declarations import (
    Auth,
    AuthAll,
    AuthAny,
    AuthKey,
    AuthThreshold,
    Constant,
    EnumDeclaration,
    ErrorDeclaration,
    EventDeclaration,
    Instruction,
    Program,
    Resource,
    Unit,
)
from vprog.dsl.program.predeclared import FIRST_DECLARED_CODE
from vprog.dsl.program.tests import Test
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.constant_order import in_order
from vprog.dsl.types.constants import declare_constant
from vprog.dsl.types.context import Context
from vprog.dsl.types.declarations import (
    declare_enum,
    declare_error,
    declare_event,
    declare_resource,
    declare_unit,
)
from vprog.dsl.types.headers import Header, lower_header
from vprog.dsl.types.statements import block


def lower(file: syn.File, source: str, path: str, bag: DiagnosticBag) -> Program:
    """The typed program. Where errors were reported, it holds only the declarations that have none, each of them
    whole: later analyses can look at those, and the program as a whole is not one to build."""
    return Lowering(file, source, path, bag).run()


class Lowering:
    """One run over one file, in the order in which declarations may depend on each other."""

    def __init__(self, file: syn.File, source: str, path: str, bag: DiagnosticBag) -> None:
        self.file = file
        self.path = path
        self.items = collect(file, bag)
        self.ctx = Context(bag, Symbols(), source)
        self.ctx.symbols.taken = self.items.taken

    def run(self) -> Program:
        symbols = self.ctx.symbols
        units = self._units()
        enums = self._enums()
        symbols.resources = {node.name.text: None for node in self.items.resources}
        constants = self._constants()
        resources = self._resources()
        errors = self._errors()
        events = self._events()
        instructions, headers = self._instructions()
        tests = self._tests(headers)
        if not self.ctx.bag.has_errors and (len(instructions), len(tests)) != (
            len(self.items.instructions),
            len(self.items.tests),
        ):
            raise AssertionError("a part of the program was left out, and nothing says why")
        return Program(
            span=self.file.span,
            name=self.file.name.text,
            doc=self.file.doc,
            source=self.ctx.source,
            path=self.path,
            constants=constants,
            units=units,
            enums=enums,
            errors=errors,
            events=events,
            resources=resources,
            instructions=instructions,
            tests=tests,
            genesis_key=next((key for i in instructions if i.auth for key in _keys(i.auth)), None),
        )

    def _units(self) -> tuple[Unit, ...]:
        found = {node.name.text: declare_unit(self.ctx, node) for node in self.items.units}
        self.ctx.symbols.units = {name: unit.type if unit else None for name, unit in found.items()}
        return tuple(unit for unit in found.values() if unit)

    def _enums(self) -> tuple[EnumDeclaration, ...]:
        found = {node.name.text: declare_enum(self.ctx, node) for node in self.items.enums}
        self.ctx.symbols.enums = {name: enum.type if enum else None for name, enum in found.items()}
        return tuple(enum for enum in found.values() if enum)

    def _constants(self) -> tuple[Constant, ...]:
        constants = self.ctx.symbols.constants
        constants.update((node.name.text, None) for node in self.items.constants)
        for node in in_order(self.ctx.bag, self.items.constants):
            constants[node.name.text] = declare_constant(self.ctx, node)
        return tuple(c for node in self.items.constants if (c := constants[node.name.text]) is not None)

    def _resources(self) -> tuple[Resource, ...]:
        resources = self.ctx.symbols.resources
        for kind, node in enumerate(self.items.resources):
            resources[node.name.text] = declare_resource(self.ctx, node, kind)
        return tuple(resource for resource in resources.values() if resource)

    def _errors(self) -> tuple[ErrorDeclaration, ...]:
        found: list[ErrorDeclaration] = []
        for index, node in enumerate(self.items.errors):
            error = declare_error(self.ctx, node, FIRST_DECLARED_CODE + index)
            self.ctx.symbols.errors[node.name.text] = error
            if error is not None:
                found.append(error)
        return tuple(found)

    def _events(self) -> tuple[EventDeclaration, ...]:
        events = self.ctx.symbols.events
        for node in self.items.events:
            events[node.name.text] = declare_event(self.ctx, node)
        return tuple(event for event in events.values() if event)

    def _instructions(self) -> tuple[tuple[Instruction, ...], dict[str, Header | None]]:
        headers: dict[str, Header | None] = {}
        found: list[Instruction] = []
        for index, node in enumerate(self.items.instructions):
            header = lower_header(self.ctx, node)
            headers[node.name.text] = header
            instruction = self._body(node, header, index + 1)
            if instruction is not None:
                found.append(instruction)
        return tuple(found), headers

    def _body(self, node: syn.Instruction, header: Header, tag: int) -> Instruction | None:
        ctx = self.ctx
        before, ctx.failed, ctx.claimable = ctx.errors(), False, header.claims
        body = block(ctx, header.scope, node.body)
        if not header.sound or ctx.failed or ctx.errors() != before:
            return None
        return Instruction(
            span=node.span,
            name=node.name.text,
            doc=node.doc,
            tag=tag,
            parameters=header.parameters,
            roles=header.roles,
            may_alias=header.aliases,
            auth=header.auth,
            permissionless=header.permissionless,
            conditions=header.conditions,
            claims=header.claims,
            exits=header.exits,
            body=body,
        )

    def _tests(self, headers: dict[str, Header | None]) -> tuple[Test, ...]:
        if not self.items.tests:
            return ()
        from vprog.dsl.types.test_blocks import lower_test

        found: list[Test] = []
        for node in self.items.tests:
            before, self.ctx.failed = self.ctx.errors(), False
            test = lower_test(self.ctx, node, headers)
            if not self.ctx.failed and self.ctx.errors() == before:
                found.append(test)
        return tuple(found)


def _keys(auth: Auth) -> list[str]:
    match auth:
        case AuthKey():
            return [auth.key]
        case AuthAll() | AuthAny() | AuthThreshold():
            return [key for part in auth.parts for key in _keys(part)]
        case _:
            return []
