"""The emitted builders against the interpreter's own way of making calls, for any arguments of any instruction."""

from __future__ import annotations

from typing import Any

import pytest
from client_packages import client, program
from hypothesis import given, settings
from hypothesis import strategies as st
from test_python_codecs import values

from vprog.client.action import AllOf, AtLeast, Auth, LockOf, SignedBy
from vprog.codegen.python.catalogue import catalogue
from vprog.dsl.interpret.calls import addresses, make_call
from vprog.dsl.layout.codec import Value, encode
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program import declarations as dsl
from vprog.dsl.program.types import (
    ArrayType,
    EnumType,
    ListType,
    LockType,
    MapType,
    OptionType,
    ScriptType,
    SetType,
    StructType,
    Type,
)
from vprog.wire.codec import Reader
from vprog.wire.exits import decode_spk
from vprog.wire.locks import decode_lock

NAMES = ("ledger", "token", "features", "hostile", "rich", "queries", "odd")
INSTRUCTIONS = [(name, i.name) for name in NAMES for i in program(name).instructions]


def as_python(name: str, type_: Type, value: Value) -> Any:
    """A wire value as the emitted client takes it."""
    match type_:
        case OptionType():
            return None if value is None else as_python(name, type_.inner, value)
        case LockType():
            assert isinstance(value, bytes)
            return decode_lock(value)
        case ScriptType():
            assert isinstance(value, bytes)
            return decode_spk(Reader(value))
        case StructType():
            return vars(client(name).structs)[catalogue(program(name)).structs[type_.name]].read(
                Reader(encode(type_, value))
            )
        case EnumType() if type_.payloads:
            read = vars(client(name).structs)[catalogue(program(name)).variant_readers[type_.name]]
            return read(Reader(encode(type_, value)))
        case ArrayType() | ListType():
            assert isinstance(value, tuple)
            return tuple(as_python(name, type_.element, item) for item in value)
        case SetType():
            assert isinstance(value, tuple)
            return frozenset(as_python(name, type_.element, item) for item in value)
        case MapType():
            pairs: Any = value
            return {as_python(name, type_.key, k): as_python(name, type_.value, v) for k, v in pairs}
        case EnumType():
            enum = vars(client(name).types)[catalogue(program(name)).enums[type_.name]]
            return enum(type_.variants.index(str(value)))
        case _:
            return value


def spelled(keywords: dict[str, Any], function: Any) -> dict[str, Any]:
    """Names of the source as the function spells them: with underscores behind those that Python keeps."""
    accepted = {name.rstrip("_"): name for name in function.__kwdefaults__ or {}}
    accepted |= {name.rstrip("_"): name for name in function.__annotations__ if name != "return"}
    return {accepted[name.rstrip("_")]: value for name, value in keywords.items() if name.rstrip("_") in accepted}


@pytest.mark.parametrize(("name", "instruction_name"), INSTRUCTIONS)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_calls_are_the_interpreters(name: str, instruction_name: str, data: st.DataObject) -> None:
    layout, instruction = ProgramLayout(program(name)), program(name).instruction(instruction_name)
    arguments = {p.name: data.draw(values(p.type), p.name) for p in instruction.parameters}
    address = st.binary(min_size=32, max_size=32)
    given_roles = {r.name: data.draw(address) for r in instruction.roles if r.many is None}
    lists = {r.name: tuple(data.draw(st.lists(address, max_size=r.many))) for r in instruction.roles if r.many}
    names = catalogue(program(name))
    build = vars(client(name).instructions)[names.instructions[instruction_name]]
    keywords: dict[str, Any] = {**given_roles, **lists, "lock_time": 77}
    keywords |= {p.name: as_python(name, p.type, arguments[p.name]) for p in instruction.parameters}
    action = build(**spelled(keywords, build))

    assert action.call == make_call(layout, instruction, arguments, action.roles, lists)
    assert dict(action.lists) == lists
    assert action.lock_time == (77 if instruction.after_declared else None)
    free = {r.name: given_roles[r.name] for r in instruction.roles if not derived(r) and r.many is None}
    assert dict(action.roles) == addresses(layout, instruction, arguments, free, {}, lists)
    assert requires(action.auth) == declared(instruction.auth, {**action.roles, **lists}, layout.program)


def derived(role: dsl.Role) -> bool:
    return role.address is not None


def requires(auth: Auth | None) -> Any:
    match auth:
        case None:
            return None
        case LockOf():
            return ("lock", auth.address)
        case SignedBy():
            return ("key", auth.key, auth.address)
        case AllOf():
            return (len(auth.parts), [requires(part) for part in auth.parts])
        case AtLeast():
            return (auth.threshold, [requires(part) for part in auth.parts])


def declared(auth: dsl.Auth | None, roles: Any, whole: dsl.Program) -> Any:
    match auth:
        case None:
            return None
        case dsl.AuthLock():
            return ("lock", roles[auth.role])
        case dsl.AuthKey():
            return ("key", whole.constant(auth.key).value, roles[auth.role])
        case dsl.AuthMany():
            members = roles[auth.role]
            wanted = max(len(members), 1) if auth.threshold is None else auth.threshold
            return (wanted, [("lock", member) for member in members])
        case dsl.AuthAll():
            return (len(auth.parts), [declared(part, roles, whole) for part in auth.parts])
        case dsl.AuthAny():
            return (1, [declared(part, roles, whole) for part in auth.parts])
        case dsl.AuthThreshold():
            return (auth.threshold, [declared(part, roles, whole) for part in auth.parts])
