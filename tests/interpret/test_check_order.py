"""When several things are wrong, the first check of docs/program-abi.md ("Payload", "Signers", "One action") speaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from differential.packet import GENESIS, MULTISIG, SCHNORR, Act, Entry, Packet

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
    TWO_OF_THREE,
    Desk,
    deposit,
    init,
    ledger,
    paid,
    rotate,
    transfer,
    user,
    verdict,
    withdraw,
)
from vprog.wire.ids import lock_resource_id

HIGHEST = (1 << 32) - 1


def accounts() -> tuple[Desk, bytes, bytes]:
    desk = ledger()
    return desk, user(desk, LOCK_A, 5000), user(desk, LOCK_B, 5000)


def bent(change: Callable[[Packet], None]) -> str:
    """A transfer from Alice to Bob, signed, with something changed."""
    desk, alice, bob = accounts()
    packet = desk.packet(transfer(alice, bob, 1), signed=[(alice, ALICE)])
    change(packet)
    return verdict(desk.run(packet))


def test_stream_order_is_error_order() -> None:
    def tag_then_cut(packet: Packet) -> None:
        packet.actions = [Act(99, [], b""), Act(3, [0], b"")]

    def cut_then_tag(packet: Packet) -> None:
        packet.actions = [Act(3, [99, 0], b""), Act(99, [], b"")]

    def signers_then_tag(packet: Packet) -> None:
        packet.entries = [Entry(1, SCHNORR, ALICE), Entry(0, SCHNORR, BOB)]
        packet.actions[0].tag = 99

    assert bent(tag_then_cut) == "UnknownInstruction"
    assert bent(cut_then_tag) == "MalformedInstruction"
    assert bent(signers_then_tag) == "MalformedInstruction"


def test_everything_is_decoded_before_any_signer() -> None:
    def bad_signature_bad_tag(packet: Packet) -> None:
        packet.entries[0].key = EVE
        packet.actions.append(Act(99, [], b""))

    assert bent(bad_signature_bad_tag) == "UnknownInstruction"


def test_huge_counts() -> None:
    def huge_signers(packet: Packet) -> None:
        packet.entry_count = HIGHEST

    def huge_actions(packet: Packet) -> None:
        packet.action_count = HIGHEST

    def huge_access(packet: Packet) -> None:
        packet.access_count = HIGHEST

    assert bent(huge_signers) == "MalformedInstruction"
    # What follows the actions is a signature: read as actions, it starts with whatever tag its first byte is.
    assert bent(huge_actions) in {"UnknownInstruction", "MalformedInstruction"}
    assert bent(huge_access) == "MalformedPayload"


def test_one_entry_resource_key_index_offset_signature() -> None:
    desk = ledger()
    shared = user(desk, TWO_OF_THREE, 5000)
    single = user(desk, LOCK_A, 5000)
    low, high = sorted([shared, single])

    def run(entry: Entry) -> str:
        packet = desk.packet(rotate(low, OPEN), rotate(high, OPEN))
        packet.entries = [entry]
        return verdict(desk.run(packet))

    def at(address: bytes) -> int:
        return 0 if address == low else 1

    far = 1 << 20
    assert run(Entry(2, SCHNORR, ALICE)) == "BadSigner"
    assert run(Entry(at(shared), SCHNORR, ALICE)) == "BadSigner"
    assert run(Entry(at(single), MULTISIG, ALICE)) == "BadSigner"
    assert run(Entry(at(shared), MULTISIG, ALICE, position=3)) == "BadSigner"
    assert run(Entry(at(single), SCHNORR, EVE, shift=far)) == "BadSigner"
    assert run(Entry(at(single), SCHNORR, EVE)) == "BadSignature"
    assert run(Entry(2, GENESIS, GENESIS_KEY)) == "BadSigner"
    assert run(Entry(0, GENESIS, EVE)) == "BadSignature"


def test_signers_in_order() -> None:
    desk, alice, bob = accounts()
    first, second = (ALICE, BOB) if alice < bob else (BOB, ALICE)

    def run(one: Entry, two: Entry) -> str:
        packet = desk.packet(transfer(alice, bob, 1))
        packet.entries = [one, two]
        return verdict(desk.run(packet))

    assert run(Entry(0, SCHNORR, EVE), Entry(1, MULTISIG, second)) == "BadSignature"
    assert run(Entry(0, MULTISIG, first), Entry(1, SCHNORR, EVE)) == "BadSigner"


def test_signers_before_actions() -> None:
    desk, alice, _ = accounts()
    assert verdict(desk.send(transfer(alice, alice, 1), signed=[(alice, EVE)])) == "BadSignature"


def test_missing_then_aliased() -> None:
    """Roles are located before they are compared."""
    desk, alice, _ = accounts()
    packet = desk.packet(withdraw(alice, 1), signed=[(alice, ALICE)])
    packet.access, packet.actions[0].indices = [(alice, 0)], [0]
    packet.entries[0].index = 0
    assert verdict(desk.run(packet)) == "MissingResource"


def test_aliased_before_roles() -> None:
    desk = ledger()
    assert verdict(desk.send(transfer(bytes(32), bytes(32), 1))) == "Aliased"


def test_address_before_writable_before_life() -> None:
    desk = ledger()
    move = deposit(0, LOCK_A, paid(5000))
    packet = desk.packet(move)
    wrong = bytes(32)
    packet.access = sorted([(CONFIG, 0), (wrong, 0)])
    packet.actions[0].indices = [packet.access.index((wrong, 0))]
    desk.world.state[wrong] = b"\xff"
    assert verdict(desk.run(packet)) == "WrongAddress"
    packet = desk.packet(move)
    packet.access = [(id_, 0) for id_, _ in packet.access]
    desk.world.state[lock_resource_id(LOCK_A)] = b"\xff"
    assert verdict(desk.run(packet)) == "NotWritable"
    assert verdict(desk.send(move)) == "Deleted"


def test_roles_in_header_order() -> None:
    desk, _, bob = accounts()
    desk.world.state[bytes(32)] = b"\xff"
    assert verdict(desk.send(transfer(bytes(32), CONFIG, 1))) == "Deleted"
    assert verdict(desk.send(transfer(bob, bytes(32), 1))) == "Deleted"
    assert verdict(desk.send(transfer(b"\x01" * 32, bytes(32), 1))) == "NotLive"


def test_kind_before_layout() -> None:
    desk, alice, _ = accounts()
    desk.world.state[alice] = b"\x00"
    assert verdict(desk.send(rotate(alice, OPEN))) == "WrongKind"
    desk.world.state[alice] = b"\x01"
    assert verdict(desk.send(rotate(alice, OPEN))) == "CorruptResource"


def test_layout_of_every_role_before_auth() -> None:
    desk, alice, bob = accounts()
    desk.world.state[bob] += b"\x00"
    assert verdict(desk.send(transfer(alice, bob, 1))) == "CorruptResource"


def test_auth_before_body() -> None:
    desk, alice, bob = accounts()
    assert verdict(desk.send(transfer(alice, bob, 10**9))) == "NotAuthorized"
    assert verdict(desk.send(transfer(alice, bob, 10**9), signed=[(alice, ALICE)])) == "InsufficientBalance"


def test_exists_before_auth() -> None:
    assert verdict(ledger().send(init(), signed=[(CONFIG, CAROL)])) == "AlreadyExists"


@pytest.mark.parametrize(
    ("outputs", "error"),
    [
        ((), "NoSuchOutput"),
        ((paid(5000, b"\x45" * 32),), "WrongDepositAddress"),
        ((paid(999),), "BelowOpening"),
    ],
)
def test_claims(outputs: tuple[object, ...], error: str) -> None:
    assert verdict(ledger().send(deposit(0, LOCK_A, *outputs))) == error  # pyright: ignore[reportArgumentType]


def test_claimed_twice_is_noticed_first() -> None:
    """The second claim of an output fails before its address is looked at again."""
    desk = ledger()
    assert verdict(desk.send(deposit(0, LOCK_A, paid(5000)), deposit(0, LOCK_B))) == "AlreadyClaimed"
