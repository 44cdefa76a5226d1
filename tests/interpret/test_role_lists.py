"""Role lists and migrations on the wire: how they are read, and in which order they are checked."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from support.programs import REPOSITORY

from interpret.desk import LOCK_A, LOCK_B, LOCK_C
from vprog.client.payload import Call, RoleList, RoleRef
from vprog.dsl.interpret.action import Action
from vprog.dsl.interpret.calls import addresses, authorizations, make_call
from vprog.dsl.interpret.failure import Failure
from vprog.dsl.interpret.instruction_stream import decode_stream
from vprog.dsl.interpret.testing import run_tests
from vprog.dsl.interpret.world import World
from vprog.dsl.layout.codec import decode_resource, encode_resource
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program.declarations import Program
from vprog.dsl.testing import compile_program
from vprog.wire.ids import derived_resource_id, lock_resource_id
from vprog.wire.locks import UnlockedLock, lock_id

CASES = REPOSITORY / "tests" / "accept" / "cases"
OPEN = UnlockedLock()


@cache
def program(name: str) -> Program:
    return compile_program(CASES / f"{name}.vprog")


@pytest.mark.parametrize("path", sorted(CASES.glob("*.vprog")), ids=lambda path: path.stem)
def test_the_tests_of_accepted_programs_pass(path: Any) -> None:
    for result in run_tests(program(path.stem), runs=30):
        assert result.passed, result.message


def stream(indices: bytes, resources: int = 4) -> Action:
    layout = ProgramLayout(program("role_lists"))
    tag = program("role_lists").instruction("visit").tag
    data = bytes(4) + (1).to_bytes(4, "little") + bytes([tag]) + indices
    return decode_stream(layout, data, resources).actions[0]


def test_the_wire_form() -> None:
    assert stream(b"\x00").lists == {"voters": ()}
    assert stream(b"\x03\x02\x00\x01").lists == {"voters": (2, 0, 1)}
    for bad in (b"", b"\x01", b"\x01\x04", b"\x05\x00\x01\x02\x03\x00"):
        with pytest.raises(Failure, match="MalformedInstruction"):
            stream(bad)


def member(world: World, number: int, lock: Any) -> bytes:
    fields = {"weight": 1, "votes": 0, "number": number, "founder": bytes(32), "lock": lock.encode()}
    layout = world.layout.resources["Member"]
    address = derived_resource_id(layout.resource.kind, number.to_bytes(4, "little"), bytes(32))
    world.state[address] = encode_resource(layout, fields)
    return address


def visit(world: World, *members: bytes, writable: bool = True) -> str:
    tag = world.layout.program.instruction("visit").tag
    execution = world.submit([Call(tag, (RoleList(members, writable),))], [])
    return execution.failure.name if execution.failure else "ok"


def test_members_are_checked_one_by_one() -> None:
    world = World(program("role_lists"))
    first, second = member(world, 1, LOCK_A), member(world, 2, LOCK_B)
    gone, broken, other, none = (bytes([9, i]) * 16 for i in range(4))
    world.state |= {gone: b"\xff", broken: world.state[first][:-1], other: b"\x00"}
    assert visit(world, first, second) == "ok"
    assert visit(world, first, first) == "Aliased"
    assert visit(world, first, writable=False) == "NotWritable"
    for bad, error in ((gone, "Deleted"), (broken, "CorruptResource"), (other, "WrongKind"), (none, "NotLive")):
        assert visit(world, first, bad) == error
        later = none if bad != none else gone
        assert visit(world, bad, later) == error, "the first member's error comes first"
    votes = decode_resource(world.layout.resources["Member"], world.state[first])["votes"]
    assert votes == 1


def test_a_member_may_be_another_role_where_it_is_allowed() -> None:
    world = World(program("role_lists"))
    users = world.layout.resources["User"]
    here = {lock: lock_resource_id(lock) for lock in (LOCK_A, LOCK_B, LOCK_C, OPEN)}
    for lock, address in here.items():
        fields = {"balance": 100, "frozen": False, "first": lock_id(lock), "lock": OPEN.encode()}
        world.state[address] = encode_resource(users, fields)

    def balances() -> list[Any]:
        return [decode_resource(users, world.state[address])["balance"] for address in here.values()]

    for name, error in (("share", None), ("spread", "Aliased")):
        tag = program("role_lists").instruction(name).tag
        roles = (RoleRef(here[LOCK_A], True), RoleList((here[LOCK_A], here[LOCK_B]), True))
        execution = world.submit([Call(tag, roles, (5).to_bytes(8, "little"))], [])
        assert (execution.failure.name if execution.failure else None) == error
        assert balances() == [95, 105, 100, 100]


def migrate(world: World, name: str, old: bytes) -> str:
    instruction = world.layout.program.instruction(name)
    found = addresses(world.layout, instruction, {}, {"old": old}, world.state)
    call = make_call(world.layout, instruction, {}, found)
    execution = world.submit([call], authorizations(world.layout, instruction, found, world.state, []))
    return execution.failure.name if execution.failure else "ok"


def test_a_migration_keeps_the_address_and_the_value() -> None:
    world = World(program("migrations"))
    address = lock_resource_id(OPEN)
    old = {"first": lock_id(OPEN), "lock": OPEN.encode(), "balance": 77}
    world.state[address] = encode_resource(world.layout.resources["User"], old)
    assert migrate(world, "migrate_user", address) == "ok"
    fields = decode_resource(world.layout.resources["UserNow"], world.state[address])
    assert fields == {"key": lock_id(OPEN), "lock": OPEN.encode(), "count": 1, "savings": 77, "spare": 0}
    assert migrate(world, "migrate_user", address) == "WrongKind", "only once"


def test_migrations_one_after_the_other() -> None:
    world = World(program("migrations"))
    notes = world.layout.resources["Note"]
    owner = bytes(range(32))
    address = derived_resource_id(notes.resource.kind, owner, (5).to_bytes(4, "little"))
    note = {"owner": owner, "number": 5, "lock": OPEN.encode(), "text": 3}
    world.state[address] = encode_resource(notes, note)
    assert migrate(world, "migrate_note", address) == "ok"
    assert migrate(world, "migrate_note_now", address) == "ok"
    fields = decode_resource(world.layout.resources["NoteNext"], world.state[address])
    assert fields == {"by": owner, "number": 5, "lock": OPEN.encode(), "marked": False}


def test_a_migration_of_what_stands_elsewhere_is_refused() -> None:
    world = World(program("migrations"))
    old = {"first": lock_id(OPEN), "lock": OPEN.encode(), "balance": 77}
    world.state[bytes(32)] = encode_resource(world.layout.resources["User"], old)
    assert migrate(world, "migrate_user", bytes(32)) == "WrongAddress"
