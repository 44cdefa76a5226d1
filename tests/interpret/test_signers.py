"""Who may act: signatures, contributions, and L1 inputs that prove a key (docs/program-abi.md, "Signers")."""

from __future__ import annotations

import pytest
from attrs import evolve
from differential.moves import Move
from differential.packet import GENESIS, MULTISIG, MULTISIG_SPEND, SCHNORR, SPEND, Entry, Packet, Spent
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
    TWO_OF_THREE,
    Desk,
    box,
    init,
    ledger,
    probe,
    rotate,
    user,
    verdict,
)
from vprog.client.signing import LocalKey
from vprog.dsl.interpret.world import World
from vprog.wire.locks import Lock


def attempt(lock: Lock, *entries: Entry) -> str:
    """Someone rotates an account under this lock, with these entries for it (resource 0)."""
    desk = ledger()
    packet = desk.packet(rotate(user(desk, lock, 0), OPEN))
    packet.entries = list(entries)
    return verdict(desk.run(packet))


def spending(key: LocalKey, kind: int = SPEND, index: int = 0, **changes: object) -> Entry:
    """An entry for a key that an earlier transaction paid, at output 1."""
    return evolve(Entry(index, kind, key, spent=Spent.paying(key.public_key, 1, b"paid")), **changes)  # pyright: ignore[reportArgumentType]


def by_key(*keys: LocalKey) -> list[Entry]:
    """Contributions to `TWO_OF_THREE`, in the order given."""
    return [Entry(0, MULTISIG, key, TWO_OF_THREE.keys.index(key.public_key)) for key in keys]


ORDERED = sorted([ALICE, BOB, CAROL], key=lambda key: key.public_key)


def test_schnorr_lock() -> None:
    assert attempt(LOCK_A, Entry(0, SCHNORR, ALICE)) == "ok"
    assert attempt(LOCK_A) == "NotAuthorized"
    assert attempt(LOCK_A, Entry(0, SCHNORR, ALICE), Entry(0, SCHNORR, ALICE)) == "NotAuthorized"


def test_unlocked() -> None:
    assert attempt(OPEN) == "ok"
    assert attempt(OPEN, Entry(0, SCHNORR, ALICE)) == "BadSigner"


@pytest.mark.parametrize(
    ("keys", "result"),
    [
        (ORDERED[:2], "ok"),
        (ORDERED[1:], "ok"),
        (ORDERED, "ok"),
        (ORDERED[:1], "NotAuthorized"),
        ([ORDERED[1], ORDERED[0]], "NotAuthorized"),
        ([ORDERED[0], ORDERED[0]], "NotAuthorized"),
        ([ORDERED[0], ORDERED[0], ORDERED[1]], "NotAuthorized"),
    ],
)
def test_multisig_lock(keys: list[LocalKey], result: str) -> None:
    assert attempt(TWO_OF_THREE, *by_key(*keys)) == result


def test_spent_output_authorises() -> None:
    assert attempt(LOCK_A, spending(ALICE)) == "ok"
    assert attempt(LOCK_A, spending(EVE)) == "NotAuthorized"
    assert attempt(LOCK_A, Entry(0, SCHNORR, ALICE), spending(ALICE)) == "NotAuthorized"
    assert attempt(TWO_OF_THREE, spending(ALICE)) == "NotAuthorized"


def test_spent_output_contributes() -> None:
    first, second, _ = ORDERED
    assert attempt(TWO_OF_THREE, spending(first, MULTISIG_SPEND), spending(second, MULTISIG_SPEND)) == "ok"
    assert attempt(TWO_OF_THREE, spending(first, MULTISIG_SPEND), *by_key(second)) == "ok"
    assert attempt(TWO_OF_THREE, spending(second, MULTISIG_SPEND), *by_key(first)) == "NotAuthorized"
    assert attempt(TWO_OF_THREE, spending(first, MULTISIG_SPEND), *by_key(first)) == "NotAuthorized"
    assert attempt(LOCK_A, spending(ALICE, MULTISIG_SPEND)) == "NotAuthorized"


def test_strangers_are_tolerated_in_a_multisig() -> None:
    three = sorted([*ORDERED[:2], EVE], key=lambda key: key.public_key)
    entries = [spending(key, MULTISIG_SPEND) for key in three]
    assert attempt(TWO_OF_THREE, *entries) == "ok"


def test_index_of_a_spent_output_is_not_checked() -> None:
    desk = ledger()
    packet = desk.packet(rotate(user(desk, OPEN, 0), LOCK_A))
    packet.entries = [spending(EVE, index=255)]
    assert verdict(desk.run(packet)) == "ok"


def test_witness_must_hold() -> None:
    true = Spent.paying(ALICE.public_key, 1, b"paid")
    other = Spent.paying(ALICE.public_key, 1, b"other")
    assert attempt(LOCK_A, spending(ALICE, spent=evolve(true, rest=other.rest[:-1]))) == "BadSigner"
    assert attempt(LOCK_A, spending(ALICE, spent=evolve(true, digest=other.digest))) == "BadSigner"
    assert attempt(LOCK_A, spending(ALICE, spent=evolve(true, input=other.input))) == "BadSigner"
    assert attempt(LOCK_A, spending(ALICE, shift=1)) == "BadSigner"
    assert attempt(LOCK_A, spending(ALICE, spent=Spent.paying(ALICE.public_key, 1, b"", version=0))) == "BadSigner"
    script_not_p2pk = Spent.paying(ALICE.public_key + b"\x00", 1, b"paid")
    assert attempt(LOCK_A, spending(ALICE, spent=script_not_p2pk)) == "BadSigner"


def test_genesis_key() -> None:
    def found(*entries: Entry) -> str:
        desk = Desk(World(compiled("ledger")))
        packet = desk.packet(init())
        packet.entries = list(entries)
        return verdict(desk.run(packet))

    assert found(Entry(0, GENESIS, GENESIS_KEY)) == "ok"
    assert found(spending(GENESIS_KEY)) == "ok"
    assert found(Entry(0, GENESIS, ALICE)) == "BadSignature"
    assert found(spending(ALICE)) == "NotAuthorized"
    assert found(Entry(0, GENESIS, GENESIS_KEY), Entry(0, GENESIS, GENESIS_KEY)) == "NotAuthorized"


def test_genesis_signs_for_the_role() -> None:
    """An entry for another resource does not count, and one of a program without such a key is no signer."""
    desk = Desk(World(compiled("ledger")))
    stranger = bytes(32)
    packet = desk.packet(init())
    packet.access.insert(0, (stranger, 0))
    packet.actions[0].indices = [1]
    packet.entries = [Entry(0, GENESIS, GENESIS_KEY)]
    assert verdict(desk.run(packet)) == "NotAuthorized"
    token = Desk(World(compiled("token")))
    assert verdict(token.run(Packet([(stranger, 1)], [Entry(0, GENESIS, GENESIS_KEY)], []))) == "BadSigner"


def test_signature_binds_everything() -> None:
    """Moved to another rest preimage, or over other actions, it is worth nothing; the tail is free."""
    desk = ledger()
    alice = user(desk, LOCK_A, 0)
    sealed = desk.packet(rotate(alice, LOCK_B), signed=[(alice, ALICE)]).seal()
    elsewhere = evolve(desk.packet(rotate(alice, LOCK_B)), nonce=9).seal()
    assert verdict(desk.run(evolve(sealed, rest=elsewhere.rest))) == "BadSignature"
    changed = bytearray(sealed.payload)
    changed[sealed.signed - 1] ^= 1
    assert verdict(desk.run(evolve(sealed, payload=bytes(changed)))) == "BadSignature"
    assert verdict(desk.run(evolve(sealed, payload=sealed.payload + b"note to self"))) == "ok"


def test_one_signature_for_several_actions() -> None:
    """Signers count against the locks that the transaction found, authority against the lock of the moment."""
    desk = ledger()
    alice = user(desk, LOCK_A, 0)
    twice = [rotate(alice, LOCK_A), rotate(alice, LOCK_A)]
    assert verdict(desk.send(*twice, signed=[(alice, ALICE)])) == "ok"
    away = [rotate(alice, LOCK_B), rotate(alice, LOCK_A)]
    assert verdict(desk.send(*away, signed=[(alice, ALICE)])) == "NotAuthorized"
    packet = desk.packet(*away)
    packet.entries = [Entry(0, SCHNORR, BOB)]
    assert verdict(desk.run(packet)) == "BadSignature"


@pytest.mark.parametrize(
    ("keys", "result"),
    [
        ([ALICE, BOB], "ok"),
        ([ALICE, CAROL], "ok"),
        ([ALICE, BOB, CAROL], "ok"),
        ([CAROL], "NotAuthorized"),
        ([], "NotAuthorized"),
    ],
)
def test_two_of_three_locks(keys: list[LocalKey], result: str) -> None:
    desk, boxes = _vote()
    signed = [(boxes[key.public_key], key) for key in keys]
    packet = desk.packet(_vote_move(boxes), signed=sorted(signed, key=lambda pair: pair[0]))
    assert verdict(desk.run(packet)) == result


def test_alternative_by_key() -> None:
    desk, boxes = _vote()
    packet = desk.packet(_vote_move(boxes))
    first = [id_ for id_, _ in packet.access].index(boxes[ALICE.public_key])
    packet.entries = [Entry(first, GENESIS, GENESIS_KEY)]
    assert verdict(desk.run(packet)) == "ok"
    packet.entries[0].index = (first + 1) % 3
    assert verdict(desk.run(packet)) == "NotAuthorized"


def _vote() -> tuple[Desk, dict[bytes, bytes]]:
    from vprog.wire.locks import SchnorrLock

    desk = probe()
    return desk, {key.public_key: box(desk, SchnorrLock(key.public_key), 1) for key in (ALICE, BOB, CAROL)}


def _vote_move(boxes: dict[bytes, bytes]) -> Move:
    a, b, c = (boxes[key.public_key] for key in (ALICE, BOB, CAROL))
    return Move("vote", {"small": 7}, {"a": a, "b": b, "c": c})


def test_config_lock_is_a_lock_as_any() -> None:
    desk = ledger()
    arguments = {"min_withdrawal": 1, "covenant": b"\x44" * 32, "lock": LOCK_A.encode()}
    update = Move("update", arguments, {"config": CONFIG})
    assert verdict(desk.send(update)) == "NotAuthorized"
    assert verdict(desk.send(update, signed=[(CONFIG, CAROL)])) == "ok"
    assert desk.get("Config", CONFIG)["min_withdrawal"] == 1
