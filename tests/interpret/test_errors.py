"""Every predeclared error that a transaction can reach, by a payload that reaches it (docs/program-abi.md)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from differential.moves import Move
from differential.packet import GENESIS, SCHNORR, Act, Entry, Packet
from support.programs import compiled

from interpret.desk import (
    ALICE,
    BOB,
    CAROL,
    CONFIG,
    EVE,
    GENESIS_KEY,
    LOCK_A,
    LOCK_B,
    OPEN,
    Desk,
    box,
    deposit,
    init,
    ledger,
    paid,
    probe,
    rotate,
    transfer,
    user,
    verdict,
    withdraw,
)
from vprog.dsl.interpret.machine import Execution
from vprog.dsl.interpret.messages import error_message
from vprog.dsl.interpret.world import World
from vprog.dsl.program.predeclared import PREDECLARED_CODES
from vprog.wire.ids import derived_resource_id, lock_resource_id
from vprog.wire.journal import decode_journal
from vprog.wire.locks import lock_id

HIGHEST = (1 << 64) - 1
HERE, THERE = b"\x44" * 32, b"\x45" * 32


def malformed_payload() -> Execution:
    desk = ledger()
    packet = desk.packet(deposit(0, LOCK_A, paid(5000)))
    packet.access.reverse()
    return desk.run(packet)


def malformed_instruction() -> Execution:
    desk = ledger()
    packet = desk.packet(deposit(0, LOCK_A, paid(5000)))
    packet.actions[0].parameters = packet.actions[0].parameters[:-1]
    return desk.run(packet)


def unknown_instruction() -> Execution:
    desk = ledger()
    return desk.run(Packet([(CONFIG, 1)], [], [Act(9, [], b"")]))


def bad_signer() -> Execution:
    desk = ledger()
    alice, bob = user(desk, LOCK_A, 5000), user(desk, LOCK_B, 0)
    packet = desk.packet(transfer(alice, bob, 1))
    packet.entries = [Entry(2, SCHNORR, ALICE)]
    return desk.run(packet)


def bad_signature() -> Execution:
    desk = ledger()
    alice, bob = user(desk, LOCK_A, 5000), user(desk, LOCK_B, 0)
    return desk.send(transfer(alice, bob, 1), signed=[(alice, EVE)])


def missing_resource() -> Execution:
    desk = ledger()
    packet = desk.packet(deposit(0, LOCK_A, paid(5000)))
    packet.access = [(lock_resource_id(LOCK_A), 1)]
    packet.actions[0].indices = [0]
    return desk.run(packet)


def wrong_address() -> Execution:
    return Desk(World(compiled("ledger"))).send(init(address=bytes(32)), signed=[(bytes(32), GENESIS_KEY)])


def not_writable() -> Execution:
    desk = ledger()
    alice = user(desk, LOCK_A, 5000)
    packet = desk.packet(rotate(alice, LOCK_B), signed=[(alice, ALICE)])
    packet.access = [(alice, 0)]
    return desk.run(packet)


def not_live() -> Execution:
    return ledger().send(rotate(bytes(32), LOCK_A))


def already_exists() -> Execution:
    desk = ledger()
    packet = desk.packet(init())
    packet.entries = [Entry(0, GENESIS, GENESIS_KEY)]
    return desk.run(packet)


def deleted() -> Execution:
    desk = ledger()
    desk.world.state[lock_resource_id(LOCK_A)] = b"\xff"
    return desk.send(rotate(lock_resource_id(LOCK_A), LOCK_A))


def wrong_kind() -> Execution:
    return ledger().send(rotate(CONFIG, LOCK_A), signed=[(CONFIG, CAROL)])


def corrupt_resource() -> Execution:
    desk = ledger()
    alice = user(desk, OPEN, 5000)
    desk.world.state[alice] += b"\x00"
    return desk.send(rotate(alice, LOCK_A))


def aliased() -> Execution:
    desk = ledger()
    alice = user(desk, LOCK_A, 5000)
    return desk.send(transfer(alice, alice, 1), signed=[(alice, ALICE)])


def not_authorized() -> Execution:
    desk = ledger()
    alice, bob = user(desk, LOCK_A, 5000), user(desk, LOCK_B, 0)
    return desk.send(transfer(alice, bob, 1), signed=[(bob, BOB)])


def unrelated() -> Execution:
    desk = Desk(World(compiled("token")))
    mints = [derived_resource_id(0, lock_id(OPEN), symbol) for symbol in (b"AAAAAAAA", b"BBBBBBBB")]
    for mint, symbol in zip(mints, (b"AAAAAAAA", b"BBBBBBBB"), strict=True):
        desk.put("Mint", mint, issuer=lock_id(OPEN), symbol=symbol, supply=10, lock=OPEN.encode())
    holding = derived_resource_id(1, mints[0], lock_id(OPEN))
    desk.put("Holding", holding, balance=10, mint=mints[0], owner=lock_id(OPEN), lock=OPEN.encode())
    return desk.send(Move("burn", {"amount": 1}, {"source": holding, "token": mints[1]}))


def overflow() -> Execution:
    desk = ledger()
    user(desk, LOCK_A, HIGHEST)
    return desk.send(deposit(0, LOCK_A, paid(1)))


def out_of_range() -> Execution:
    desk = probe()
    return desk.send(Move("divide", {"dividend": 256, "divisor": 1}, {"box": box(desk, OPEN, 0)}))


def division_by_zero() -> Execution:
    desk = probe()
    return desk.send(Move("divide", {"dividend": 256, "divisor": 0}, {"box": box(desk, OPEN, 0)}))


def no_such_output() -> Execution:
    return ledger().send(deposit(1, LOCK_A, paid(5000)))


def wrong_deposit_address() -> Execution:
    return ledger().send(deposit(0, LOCK_A, paid(5000, THERE)))


def already_claimed() -> Execution:
    return ledger().send(deposit(0, LOCK_A, paid(5000)), deposit(0, LOCK_A))


def deposit_conflict() -> Execution:
    arguments = {"first": 0, "second": 1, "lock": OPEN.encode()}
    roles = {"box": lock_resource_id(OPEN)}
    return probe().send(Move("open", arguments, roles, (paid(1, HERE), paid(2, THERE))))


def before_score() -> Execution:
    desk = Desk(World(compiled("author")))
    address = lock_resource_id(LOCK_A)
    desk.put("Counter", address, count=1, spare=0, first=lock_id(LOCK_A), lock=LOCK_A.encode())
    return desk.send(Move("late", {}, {"counter": address}), signed=[(address, ALICE)])


CASES: dict[str, Callable[[], Execution]] = {
    "MalformedPayload": malformed_payload,
    "MalformedInstruction": malformed_instruction,
    "UnknownInstruction": unknown_instruction,
    "BadSigner": bad_signer,
    "BadSignature": bad_signature,
    "MissingResource": missing_resource,
    "WrongAddress": wrong_address,
    "NotWritable": not_writable,
    "NotLive": not_live,
    "AlreadyExists": already_exists,
    "Deleted": deleted,
    "WrongKind": wrong_kind,
    "CorruptResource": corrupt_resource,
    "Aliased": aliased,
    "NotAuthorized": not_authorized,
    "Unrelated": unrelated,
    "Overflow": overflow,
    "OutOfRange": out_of_range,
    "DivisionByZero": division_by_zero,
    "NoSuchOutput": no_such_output,
    "WrongDepositAddress": wrong_deposit_address,
    "AlreadyClaimed": already_claimed,
    "DepositConflict": deposit_conflict,
    "BeforeScore": before_score,
}


def test_every_predeclared_error_has_a_case() -> None:
    assert set(CASES) == set(PREDECLARED_CODES)
    assert sorted(PREDECLARED_CODES.values()) == list(range(16, 40))


@pytest.mark.parametrize("name", CASES)
def test_error(name: str) -> None:
    execution = CASES[name]()
    assert verdict(execution) == name
    code = PREDECLARED_CODES[name]
    assert execution.outputs == b"\x01\x00" + code.to_bytes(4, "little")
    assert getattr(decode_journal(execution.journal).error, "code", None) == code
    assert execution.events == ()


def test_messages_are_filled_in() -> None:
    desk = ledger()
    alice = user(desk, OPEN, 50)
    execution = desk.send(withdraw(alice, 99))
    assert execution.failure is not None and execution.failure.code == 256
    assert error_message(desk.layout.program, execution.failure) == "withdrawals start at 100, got 99"


def test_braces_in_messages() -> None:
    desk = probe()
    execution = desk.send(Move("divide", {"dividend": 7, "divisor": 2}, {"box": box(desk, OPEN, 0)}))
    assert execution.failure is not None
    assert error_message(desk.layout.program, execution.failure) == "3 is not {even}"


def test_message_of_a_predeclared_error() -> None:
    failure = not_live().failure
    assert failure is not None
    assert error_message(compiled("ledger"), failure) == "the resource does not exist"
