"""Whole transactions: several actions, all or nothing, deleted for ever, aliases, and inputs that no host builds."""

from __future__ import annotations

import pytest
from differential.moves import Move
from support.programs import compiled

from interpret.desk import (
    ALICE,
    BOB,
    LOCK_A,
    LOCK_B,
    OPEN,
    box,
    deposit,
    ledger,
    paid,
    probe,
    rotate,
    transfer,
    user,
    verdict,
    withdraw,
)
from vprog.dsl.interpret.machine import Interpreter
from vprog.wire.errors import HostInputError
from vprog.wire.exits import Exit, SpkKind, StandardSpk
from vprog.wire.ids import derived_resource_id, lock_resource_id
from vprog.wire.journal import Success, decode_journal
from vprog.wire.l1 import delegate_spk_hash
from vprog.wire.locks import lock_id
from vprog.wire.outputs import decode_outputs


def test_later_actions_see_earlier_ones() -> None:
    """Deposited, moved on and withdrawn in one transaction: one exit, one deposit, three balances."""
    desk = ledger()
    bob = user(desk, LOCK_B, 0)
    alice = lock_resource_id(OPEN)
    moves = [deposit(0, OPEN, paid(5000)), transfer(alice, bob, 3000), withdraw(bob, 2500)]
    execution = desk.send(*moves, signed=[(bob, BOB)])
    assert verdict(execution) == "ok"
    assert (desk.get("User", alice)["balance"], desk.get("User", bob)["balance"]) == (2000, 500)
    output = decode_journal(execution.journal).output
    assert isinstance(output, Success)
    assert output.exit_entries() == (Exit(StandardSpk(SpkKind.SCRIPT_HASH, b"\x05" * 32), 2500),)
    assert output.deposit_spk_hash == delegate_spk_hash(b"\x44" * 32)
    assert [event.name for event in execution.events] == ["Deposited", "Transferred", "Withdrawn"]
    assert execution.events[1].values == {"source": alice, "target": bob, "amount": 3000}


def test_a_failure_undoes_everything() -> None:
    desk = ledger()
    bob = user(desk, LOCK_B, 500)
    before = dict(desk.world.state)
    execution = desk.send(deposit(0, OPEN, paid(5000)), withdraw(bob, 100), withdraw(bob, 401), signed=[(bob, BOB)])
    assert verdict(execution) == "InsufficientBalance"
    assert desk.world.state == before
    assert (execution.outputs[:2], execution.events) == (b"\x01\x00", ())


def test_a_write_that_changes_nothing_is_a_write() -> None:
    desk = ledger()
    alice, bob = user(desk, LOCK_A, 500), user(desk, LOCK_B, 0)
    execution = desk.send(transfer(alice, bob, 0), signed=[(alice, ALICE)])
    assert None not in decode_outputs(execution.outputs, 2)  # pyright: ignore[reportOperatorIssue]


def test_only_what_is_written_comes_out() -> None:
    desk = ledger()
    alice = user(desk, LOCK_A, 500)
    execution = desk.send(withdraw(alice, 100), signed=[(alice, ALICE)])
    changes = decode_outputs(execution.outputs, 2)
    assert isinstance(changes, tuple)
    assert sorted(data is None for data in changes) == [False, True]


def test_no_actions_is_a_success_without_effect() -> None:
    desk = ledger()
    packet = desk.packet(rotate(user(desk, LOCK_A, 0), OPEN))
    packet.actions = []
    execution = desk.run(packet)
    assert (verdict(execution), execution.outputs) == ("ok", b"\x00\x00")


def test_the_target_keeps_its_lock() -> None:
    desk = ledger()
    alice, bob = user(desk, LOCK_A, 5000), user(desk, LOCK_B, 0)
    assert verdict(desk.send(transfer(alice, bob, 10, OPEN), signed=[(alice, ALICE)])) == "ok"
    assert desk.get("User", bob)["lock"] == LOCK_B.encode()


NOTE = derived_resource_id(1, lock_id(OPEN), b"milk")
DROP = Move("drop", {}, {"note": NOTE})
WRITE = Move("note", {"label": b"milk", "lock": OPEN.encode()}, {"note": NOTE})


def test_deleted_is_terminal() -> None:
    desk = probe()
    assert verdict(desk.send(WRITE)) == "ok"
    assert verdict(desk.send(DROP)) == "ok"
    assert desk.world.state[NOTE] == b"\xff"
    assert verdict(desk.send(WRITE)) == "Deleted"
    assert verdict(desk.send(DROP)) == "Deleted"


def test_deleted_earlier_in_the_transaction() -> None:
    desk = probe()
    assert verdict(desk.send(WRITE, DROP, WRITE)) == "Deleted"
    assert NOTE not in desk.world.state
    assert verdict(desk.send(WRITE, DROP)) == "ok"
    assert desk.world.state[NOTE] == b"\xff"


def test_a_tombstone_with_more_bytes_is_deleted_too() -> None:
    desk = probe()
    desk.world.state[NOTE] = b"\xff\x01"
    assert verdict(desk.send(WRITE)) == "Deleted"


def test_deleting_moves_the_value() -> None:
    desk = probe()
    old, heir = box(desk, OPEN, 70), box(desk, LOCK_A, 7)
    close = Move("close", {"reason": 0}, {"box": old, "heir": heir})
    assert verdict(desk.send(close, signed=[(heir, ALICE)])) == "ok"
    assert (desk.world.state[old], desk.get("Box", heir)["value"]) == (b"\xff", 77)


def test_deleting_checks_the_heir() -> None:
    desk = probe()
    old, heir = box(desk, OPEN, 70), box(desk, LOCK_A, (1 << 64) - 1)
    close = Move("close", {"reason": 0}, {"box": old, "heir": heir})
    assert verdict(desk.send(close, signed=[(heir, ALICE)])) == "Overflow"


def test_may_alias() -> None:
    """One resource in both roles: the debit is seen by the credit, and the value stays what it was."""
    desk = probe()
    alone = box(desk, OPEN, 50)
    move = Move("move_some", {"amount": 20}, {"source": alone, "target": alone})
    assert verdict(desk.send(move)) == "ok"
    assert desk.get("Box", alone)["value"] == 50
    too_much = Move("move_some", {"amount": 51}, {"source": alone, "target": alone})
    assert verdict(desk.send(too_much)) == "Overflow"


def test_deposits_add_up() -> None:
    desk = probe()
    fill = [Move("fill", {"output": i, "lock": OPEN.encode()}, {"box": lock_resource_id(OPEN)}) for i in (1, 0)]
    first = Move(fill[0].instruction, fill[0].arguments, fill[0].roles, (paid(30), paid(4)))
    assert verdict(desk.send(first, fill[1])) == "ok"
    assert desk.get("Box", lock_resource_id(OPEN))["value"] == 34


def test_host_input_must_be_whole() -> None:
    desk = ledger()
    sealed = desk.packet(deposit(0, LOCK_A, paid(5000))).seal()
    interpreter = Interpreter(compiled("ledger"))
    blob = desk.world.input_blob(sealed.payload, sealed.rest)
    assert interpreter.process(blob).failure is None
    for size in (0, 1, 37, 38, 69, 73, 77, len(blob) // 2, len(blob) - 1):
        with pytest.raises(HostInputError):
            interpreter.process(blob[:size])
    for at in (2, 33, 80, 120):
        with pytest.raises(HostInputError):
            interpreter.process(blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :])


def test_other_versions_have_only_a_header() -> None:
    execution = Interpreter(compiled("ledger")).process(b"\x02\x00" + bytes(36))
    assert execution.failure is not None and execution.failure.code == 1
    assert execution.journal == b"\x02\x00" + bytes(36) + execution.outputs
