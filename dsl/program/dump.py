"""A typed program as text: stable, complete but for spans and documentation, and made for reading and for goldens."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.program import declarations as decl
from vprog.dsl.program.dump_expressions import dump_error, dump_expression
from vprog.dsl.program.dump_statements import dump_block
from vprog.dsl.program.tests import Expect, LetResource, LetValue, Run, Test
from vprog.dsl.program.types import show


def dump(program: decl.Program) -> str:
    """One declaration after the other, in the order of the source."""
    return "\n".join(_lines(program)) + "\n"


def _lines(program: decl.Program) -> Iterator[str]:
    yield f"program {program.name}"
    for constant in program.constants:
        value = constant.value.hex() if isinstance(constant.value, bytes) else constant.value
        yield f"const {constant.name}: {show(constant.type)} = {value}"
    for unit in program.units:
        yield f"unit {unit.name}: {unit.type.repr.name}"
    for enum in program.enums:
        yield f"enum {enum.name} {{ {', '.join(enum.type.variants)} }}"
    for error in program.errors:
        yield f"error {error.code} {error.name}({_fields(error.fields)}) {error.message!r}"
    for event in program.events:
        yield f"event {event.name}({_fields(event.fields)})"
    for resource in program.resources:
        yield f"resource {resource.kind} {resource.name}({_fields(resource.fields)}) at {_address(resource.address)}"
    if program.genesis_key is not None:
        yield f"genesis {program.genesis_key}"
    for instruction in program.instructions:
        yield from _instruction(instruction)
    for test in program.tests:
        yield from _test(test)


def _fields(fields: tuple[decl.Field, ...]) -> str:
    return ", ".join(f"{field.name}: {show(field.type)}" for field in fields)


def _address(address: decl.Address) -> str:
    match address:
        case decl.LabelAddress():
            return f'label("{address.label}")'
        case decl.LockAddress():
            return f"lock({dump_expression(address.source)})"
        case decl.TupleAddress():
            return f"kind {address.kind} ({', '.join(dump_expression(part) for part in address.parts)})"


def _auth(auth: decl.Auth) -> str:
    match auth:
        case decl.AuthLock():
            return f"{auth.role}.lock"
        case decl.AuthKey():
            return f"key({auth.key}) for {auth.role}"
        case decl.AuthAll():
            return f"all of ({', '.join(_auth(part) for part in auth.parts)})"
        case decl.AuthAny():
            return f"any of ({', '.join(_auth(part) for part in auth.parts)})"
        case decl.AuthThreshold():
            return f"{auth.threshold} of ({', '.join(_auth(part) for part in auth.parts)})"


def _instruction(instruction: decl.Instruction) -> Iterator[str]:
    yield f"instruction {instruction.tag} {instruction.name}({_fields(instruction.parameters)})"
    for role in instruction.roles:
        address = f" at {_address(role.address)}" if role.address else ""
        extra = f"{' or creates' if role.or_creates else ''}{'' if role.indexed else ' unindexed'}"
        yield f"  {role.access.value} {role.name}: {role.resource}{address}{extra}"
    for pair in instruction.may_alias:
        yield f"  may_alias({', '.join(sorted(pair))})"
    if instruction.auth is not None:
        yield f"  auth {_auth(instruction.auth)}"
    if instruction.permissionless is not None:
        yield f"  permissionless({instruction.permissionless!r})"
    for where in instruction.conditions:
        yield f"  where {dump_expression(where.condition)} else {dump_error(where.error)}"
    for word, units in (("claims", instruction.claims), ("exits", instruction.exits)):
        if units:
            yield f"  {word} {', '.join(unit.name for unit in units)}"
    yield from dump_block(instruction.body, 1)


def _test(test: Test) -> Iterator[str]:
    yield f"test {test.name!r}"
    for node in test.statements:
        match node:
            case LetResource():
                fields = ", ".join(f"{name}: {dump_expression(value)}" for name, value in node.fields)
                yield f"  let {node.name} = {node.resource} {{ {fields} }}"
            case LetValue():
                yield f"  let {node.name} = {dump_expression(node.value)}"
            case Expect():
                yield f"  expect {dump_expression(node.condition)}"
            case Run():
                yield f"  {_run(node)}"


def _run(node: Run) -> str:
    parts = [f"run {node.instruction}({', '.join(dump_expression(value) for value in node.arguments)})"]
    if node.roles:
        parts.append(f"with {', '.join(f'{role}: {name}' for role, name in node.roles)}")
    if node.signed:
        parts.append(f"signed {', '.join(key.name for key in node.signed)}")
    for output in node.outputs:
        parts.append(f"paying deposit({dump_expression(output.covenant)}, {dump_expression(output.amount)})")
    if node.fails is not None:
        parts.append(f"fails {node.fails}")
    return " ".join(parts)
