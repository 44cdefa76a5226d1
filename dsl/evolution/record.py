"""Records a program."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vprog.dsl.evolution import model
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program import declarations as decl
from vprog.dsl.program.dump_expressions import dump_expression
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.types import EnumType, Type, show

_RANGE = re.compile(r":-?\d+\.\.=-?\d+")


def record(program: decl.Program) -> model.Lock:
    """What others rely on in a program."""
    layout = ProgramLayout(program)
    return model.Lock(
        format=model.FORMAT,
        program=program.name,
        constants=tuple(model.LockedConstant(c.name, show(c.type), _value(c)) for c in program.constants),
        units=tuple(model.LockedUnit(u.name, u.type.repr.name) for u in program.units),
        enums=tuple(
            model.LockedEnum(e.name, tuple(_variant(e.type, variant) for variant in e.type.variants))
            for e in program.enums
        ),
        structs=tuple(model.LockedStruct(s.name, _fields(s.type.fields)) for s in program.structs if not s.type.linear),
        resources=tuple(
            model.LockedResource(
                r.name,
                r.kind,
                _derivation(r.address),
                _fields((f.name, f.type) for f in layout.resources[r.name].fields),
            )
            for r in program.resources
        ),
        instructions=tuple(_instruction(program, i) for i in program.instructions),
        migrations=tuple(model.LockedMigration(m.old, m.new) for m in program.migrations),
        views=tuple(
            model.LockedView(v.name, _parameters(v.parameters), tuple(map(_role, v.roles)), show(v.result))
            for v in program.views
        ),
        errors=tuple(model.LockedError(e.name, e.code) for e in program.errors),
        events=tuple(model.LockedEvent(e.name, _fields((f.name, f.type) for f in e.fields)) for e in program.events),
    )


def _value(constant: decl.Constant) -> str:
    value = constant.value
    if isinstance(value, bytes):
        return f"0x{value.hex()}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fields(fields: Iterable[tuple[str, Type]]) -> tuple[model.LockedField, ...]:
    return tuple(model.LockedField(name, show(type_)) for name, type_ in fields)


def _parameters(fields: Iterable[decl.Field]) -> tuple[model.LockedField, ...]:
    return _fields((field.name, field.type) for field in fields)


def _variant(enum: EnumType, variant: str) -> str:
    payload = enum.payload(variant)
    return f"{variant} {{ {', '.join(f'{name}: {show(type_)}' for name, type_ in payload)} }}" if payload else variant


def _role(role: decl.Role) -> model.LockedRole:
    derivation = None if role.address is None else _derivation(role.address)
    access = role.access.value
    return model.LockedRole(role.name, role.resource, access, role.or_creates, derivation, role.indexed, role.many)


def _derivation(address: decl.Address) -> str:
    match address:
        case decl.LabelAddress():
            return f'label("{address.label}")'
        case decl.LockAddress():
            return f"lock({_expression(address.source)})"
        case decl.TupleAddress():
            return f"({', '.join(_expression(part) for part in address.parts)})"


def _expression(node: Expression) -> str:
    """As text, without the ranges: they follow from the types, and a unit that gets wider is one change."""
    return _RANGE.sub("", dump_expression(node))


def _instruction(program: decl.Program, instruction: decl.Instruction) -> model.LockedInstruction:
    return model.LockedInstruction(
        name=instruction.name,
        tag=instruction.tag,
        parameters=_parameters(instruction.parameters),
        roles=tuple(map(_role, instruction.roles)),
        may_alias=tuple(sorted(" ".join(sorted(group)) for group in instruction.may_alias)),
        authority=None if instruction.auth is None else _quorum(program, instruction.auth),
        permissionless=instruction.permissionless is not None,
        conditions=(*_after(instruction), *map(_where, instruction.conditions)),
        claims=tuple(unit.name for unit in instruction.claims),
        exits=tuple(unit.name for unit in instruction.exits),
        chain=tuple(
            word for word, said in (("random", instruction.random), ("after", instruction.after_declared)) if said
        ),
    )


def _after(instruction: decl.Instruction) -> tuple[str, ...]:
    return () if instruction.after is None else (f"after({_expression(instruction.after)})",)


def _where(where: decl.Where) -> str:
    return f"{_expression(where.condition)} else {where.error.error}"


def _quorum(program: decl.Program, auth: decl.Auth) -> model.Quorum:
    match auth:
        case decl.AuthLock():
            return model.Quorum(1, (f"{auth.role}.lock",), ())
        case decl.AuthKey():
            # By its value: another key under the same name is another signer.
            return model.Quorum(1, (f"key {_value(program.constant(auth.key))}",), ())
        case decl.AuthMany():
            return _many(auth)
        case decl.AuthAll():
            threshold = len(auth.parts)
        case decl.AuthAny():
            threshold = 1
        case decl.AuthThreshold():
            threshold = auth.threshold
    parts = [_quorum(program, part) for part in auth.parts]
    single = [part.signers[0] for part in parts if len(part.signers) == 1 and not part.inner]
    inner = [part for part in parts if len(part.signers) != 1 or part.inner]
    return model.Quorum(threshold, tuple(single), tuple(inner))


def _many(auth: decl.AuthMany) -> model.Quorum:
    """Of a role list: the first member that agrees, a second one, and so on; or a first one and every other."""
    if auth.threshold is None:
        return model.Quorum(2, (f"{auth.role} 1", f"{auth.role} every"), ())
    return model.Quorum(auth.threshold, tuple(f"{auth.role} {n + 1}" for n in range(auth.threshold)), ())
