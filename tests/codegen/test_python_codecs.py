"""The emitted codecs and addresses against the codec model that the interpreter uses, for any value and any bytes."""

from __future__ import annotations

from typing import Any

import pytest
from client_packages import client, program
from hypothesis import given, settings
from hypothesis import strategies as st

from vprog.client.errors import ClientError
from vprog.dsl.interpret.address import derive
from vprog.dsl.interpret.frame import Frame, TransactionContext
from vprog.dsl.interpret.slots import RoleState, lock_reader
from vprog.dsl.layout.codec import Value, decode_resource, encode_resource
from vprog.dsl.layout.model import ProgramLayout, ResourceLayout
from vprog.dsl.layout.order import order_of
from vprog.dsl.program.types import (
    ArrayType,
    BoolType,
    BoundedBytesType,
    EnumType,
    ListType,
    LockType,
    MapType,
    OptionType,
    ScriptType,
    SetType,
    StructType,
    TextType,
    Type,
    integer_of,
)
from vprog.wire.access import AccessMetadata
from vprog.wire.authority import Authority
from vprog.wire.codec import DecodeError
from vprog.wire.locks import SchnorrLock, UnlockedLock, multisig
from vprog.wire.resource import Resource
from vprog.wire.sinks import DepositSink, ExitSink

NAMES = ("ledger", "token", "features", "hostile", "rich", "queries", "odd")
RESOURCES = [(name, r.name) for name in NAMES for r in program(name).resources]
KEYS = [bytes([n]) * 32 for n in range(1, 5)]
LOCKS = [SchnorrLock(KEYS[0]), multisig(2, KEYS[:3]), multisig(1, KEYS[3:]), UnlockedLock()]
SCRIPTS = [b"\x00" + KEYS[0], b"\x01\x02" + KEYS[1], b"\x08" + KEYS[2]]


def values(type_: Type) -> st.SearchStrategy[Value]:
    integer = integer_of(type_)
    if integer is not None:
        return st.integers(integer.low, integer.high) | st.sampled_from((integer.low, integer.high))
    match type_:
        case BoolType():
            return st.booleans()
        case EnumType() if type_.payloads:
            return st.one_of(
                st.tuples(st.just(v), *(values(field) for _, field in type_.payload(v))) for v in type_.variants
            )
        case EnumType():
            return st.sampled_from(type_.variants)
        case StructType():
            return st.tuples(*(values(field) for _, field in type_.fields))
        case BoundedBytesType():
            return st.binary(max_size=type_.max)
        case TextType():
            fits = st.text(max_size=type_.max).filter(lambda text: len(text.encode(errors="replace")) <= type_.max)
            return fits.filter(lambda text: text.encode(errors="replace") == text.encode(errors="ignore"))
        case ArrayType():
            return st.tuples(*[values(type_.element)] * type_.size)
        case ListType():
            return st.lists(values(type_.element), max_size=type_.max).map(tuple)
        case SetType():
            found = st.lists(values(type_.element), max_size=type_.max, unique=True)
            return found.map(lambda items: tuple(sorted(items, key=order_of(type_.element))))
        case MapType():
            keyed = st.dictionaries(values(type_.key), values(type_.value), max_size=type_.max)
            by_key = order_of(type_.key)
            return keyed.map(lambda found: tuple(sorted(found.items(), key=lambda pair: by_key(pair[0]))))
        case OptionType():
            return st.none() | values(type_.inner)
        case LockType():
            return st.sampled_from([lock.encode() for lock in LOCKS])
        case ScriptType():
            return st.sampled_from(SCRIPTS)
        case _:
            size = getattr(type_, "size", 32)
            return st.binary(min_size=size, max_size=size)


def python_class(name: str, resource: str) -> Any:
    kinds = vars(client(name).resources)
    return next(kinds[spelling] for spelling in (f"A{resource}", f"{resource}_", resource) if spelling in kinds)


def model_address(layout: ProgramLayout, resource: ResourceLayout, found: dict[str, Value]) -> bytes:
    frame = Frame(layout.program, TransactionContext(layout, [], b"", Authority(), ExitSink(), DepositSink()), {}, {})
    state = RoleState(resource, Resource(AccessMetadata(bytes(32)), 0, b""), 0)
    state.values = found
    frame.roles["self"] = state
    return derive(resource.resource.address, frame)


@pytest.mark.parametrize(("name", "resource"), RESOURCES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_values_round_trip(name: str, resource: str, data: st.DataObject) -> None:
    layout = ProgramLayout(program(name))
    own = layout.resources[resource]
    chosen = {f.name: data.draw(values(f.type), f.name) for f in own.fields}
    stored = encode_resource(own, chosen)
    found = python_class(name, resource).decode(stored)
    assert found.encode() == stored
    assert client(name).resources.decode(stored) == found
    assert found.address() == model_address(layout, own, chosen)
    assert client(name).resources.lock_of(stored) == lock_reader(layout)(stored)


@pytest.mark.parametrize(("name", "resource"), RESOURCES)
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_any_bytes_decode_alike(name: str, resource: str, data: st.DataObject) -> None:
    """A changed, shortened or extended value is refused by both or read alike by both."""
    own = ProgramLayout(program(name)).resources[resource]
    stored = bytearray(encode_resource(own, {f.name: data.draw(values(f.type), f.name) for f in own.fields}))
    for _ in range(data.draw(st.integers(0, 2))):
        stored[data.draw(st.integers(0, len(stored) - 1))] = data.draw(st.integers(0, 255))
    raw = bytes(stored[: data.draw(st.integers(0, len(stored)))]) if data.draw(st.booleans()) else bytes(stored)
    raw += data.draw(st.binary(max_size=2))
    try:
        decode_resource(own, raw)
        accepted = True
    except DecodeError:
        accepted = False
    try:
        assert python_class(name, resource).decode(raw).encode() == raw
        assert accepted
    except DecodeError:
        assert not accepted


def test_tombstones_and_empty_slots() -> None:
    resources = client("ledger").resources
    assert resources.decode(b"") is None
    assert resources.decode(b"\xff") == resources.Tombstone()
    assert resources.Tombstone().encode() == b"\xff"
    assert resources.lock_of(b"\xff") is None
    with pytest.raises(DecodeError):
        resources.decode(b"\x07")


def test_values_out_of_range_are_refused_with_a_code() -> None:
    package = client("ledger")
    for wrong in (-1, 1 << 64):
        with pytest.raises(ClientError) as refused:
            package.types.Sompi(wrong)
        assert refused.value.code == "out-of-range"
    with pytest.raises(ClientError) as refused:
        package.instructions.deposit(output=1 << 32, initial_lock=UnlockedLock())
    assert refused.value.code == "out-of-range"
    with pytest.raises(ClientError) as refused:
        package.addresses.user(initial_lock=bytes(31))
    assert refused.value.code == "wrong-length"
