"""A typed program as text: stable, complete but for spans and documentation, and made for reading and for goldens."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.program import declarations as decl
from vprog.dsl.program.dump_expressions import dump_error, dump_expression
from vprog.dsl.program.dump_statements import dump_block
from vprog.dsl.program.tests import Expect, LetResource, LetValue, Run, TestStatement
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
    for view in program.views:
        yield from _view(view)
    for invariant in program.invariants:
        yield from _invariant(invariant)
    for migration in program.migrations:
        yield f"migrate {migration.new} from {migration.old} by {migration.instruction}"
    if program.storm is not None:
        yield _storm(program.storm)
    for test in program.tests:
        yield from _test(f"test {test.name!r}", test.statements)
    for prop in program.properties:
        parameters = ", ".join(f"{name}: {show(type_)}" for name, type_ in prop.parameters)
        where = f" where {dump_expression(prop.condition)}" if prop.condition is not None else ""
        yield from _test(f"property {prop.name!r} ({parameters}){where}", prop.statements)


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
        case decl.AuthMany():
            return f"{'all' if auth.threshold is None else auth.threshold} of {auth.role}"


def _instruction(instruction: decl.Instruction) -> Iterator[str]:
    yield f"instruction {instruction.tag} {instruction.name}({_fields(instruction.parameters)})"
    yield from map(_role, instruction.roles)
    for pair in instruction.may_alias:
        yield f"  may_alias({', '.join(sorted(pair))})"
    if instruction.auth is not None:
        yield f"  auth {_auth(instruction.auth)}"
    if instruction.permissionless is not None:
        yield f"  permissionless({instruction.permissionless!r})"
    if instruction.random:
        yield "  random"
    if instruction.after_declared:
        yield f"  after({dump_expression(instruction.after)})" if instruction.after is not None else "  after"
    for where in instruction.conditions:
        yield f"  where {dump_expression(where.condition)} else {dump_error(where.error)}"
    for word, units in (("claims", instruction.claims), ("exits", instruction.exits)):
        if units:
            yield f"  {word} {', '.join(unit.name for unit in units)}"
    for name, limit in instruction.limits:
        yield f"  limit {name} {limit}"
    for condition in instruction.ensures:
        yield f"  ensures {dump_expression(condition)}"
    yield from dump_block(instruction.body, 1)


def _role(role: decl.Role) -> str:
    address = f" at {_address(role.address)}" if role.address else ""
    extra = f"{' or creates' if role.or_creates else ''}{'' if role.indexed else ' unindexed'}"
    resource = role.resource if role.many is None else f"list<{role.resource}, max {role.many}>"
    return f"  {role.access.value} {role.name}: {resource}{address}{extra}"


def _view(view: decl.View) -> Iterator[str]:
    yield f"view {view.name}({_fields(view.parameters)}) -> {show(view.result)}"
    yield from map(_role, view.roles)
    yield from dump_block(view.body, 1)


def _invariant(invariant: decl.Invariant) -> Iterator[str]:
    yield f"invariant {invariant.name!r}"
    for name, condition in invariant.conditions:
        yield f"  on {name}: {dump_expression(condition)}"


def _storm(storm: decl.Storm) -> str:
    entries = ("throughput", "state_size", "scope_limit", "gas_scale", "w_seq", "w_par")
    return f"storm {' '.join(f'{entry}={getattr(storm, entry)}' for entry in entries)}"


def _test(title: str, statements: tuple[TestStatement, ...]) -> Iterator[str]:
    yield title
    for node in statements:
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
    bound = [f"{role}: {name}" for role, name in node.roles]
    bound += [f"{role}: [{', '.join(names)}]" for role, names in node.lists]
    if bound:
        parts.append(f"with {', '.join(bound)}")
    if node.signed:
        parts.append(f"signed {', '.join(key.name for key in node.signed)}")
    for output in node.outputs:
        parts.append(f"paying deposit({dump_expression(output.covenant)}, {dump_expression(output.amount)})")
    if node.after is not None:
        parts.append(f"after {dump_expression(node.after)}")
    if node.fails is not None:
        parts.append(f"fails {node.fails}")
    return " ".join(parts)
