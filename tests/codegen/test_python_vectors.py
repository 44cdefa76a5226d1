"""The proof of the ABI: the emitted ledger client builds, byte for byte, the payloads that the framework's own account
program was recorded with (`vprogs/runtime.json`): every case that succeeds."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from client_packages import REPOSITORY, client

from vprog.client.action import Action
from vprog.client.signing import LocalKey
from vprog.client.types import CovenantId, MultisigLock, SchnorrLock, id_of, multisig
from vprog.wire.exits import SpkKind, StandardSpk
from vprog.wire.payload import decode_payload

VECTORS = Path(os.environ.get("VPROG_VECTORS") or REPOSITORY.parent / "shared" / "vectors")
Case = dict[str, Any]

GENESIS, ADMIN, ALICE, BOB, CAROL = (LocalKey(secret.to_bytes(32, "big")) for secret in (3, 1001, 1002, 1003, 1004))
COVENANT = CovenantId(b"\x44" * 32)
Build = Callable[[Any, Any], list[Action]]


def lock(key: LocalKey) -> SchnorrLock:
    return SchnorrLock(key.public_key)


def committee() -> MultisigLock:
    return multisig(2, [ALICE.public_key, BOB.public_key, CAROL.public_key])


def settings(new_lock: SchnorrLock | MultisigLock, minimum: int) -> Build:
    return lambda package, at: [
        package.instructions.update(min_withdrawal=package.types.Sompi(minimum), covenant=COVENANT, lock=new_lock)
    ]


def pay_out(amount: int, kind: SpkKind, payload: bytes) -> Build:
    return lambda package, at: [
        package.instructions.withdraw(user=at(ALICE), amount=package.types.Sompi(amount), to=StandardSpk(kind, payload))
    ]


def deposit(*outputs: int) -> Build:
    return lambda package, at: [
        package.instructions.deposit(output=output, initial_lock=lock(ALICE)) for output in outputs
    ]


def transfer(package: Any, amount: int, **roles: Any) -> Action:
    return package.instructions.transfer(amount=package.types.Sompi(amount), **roles)


BUILDS: dict[str, tuple[tuple[LocalKey, ...], Build]] = {
    "init: ok": (
        (GENESIS,),
        lambda package, at: [
            package.instructions.init(min_withdrawal=package.types.Sompi(500), covenant=COVENANT, lock=lock(ADMIN))
        ],
    ),
    "update: ok, new minimum, same lock": ((ADMIN,), settings(lock(ADMIN), 700)),
    "update: ok, lock becomes 2-of-3 multisig (data grows)": ((ADMIN,), settings(committee(), 700)),
    "update: multisig 2 of 3 ok, lock back to schnorr (data shrinks)": ((CAROL, BOB), settings(lock(ADMIN), 500)),
    "deposit: creates alice with exactly the minimum": ((), deposit(0)),
    "deposit: credits alice (no floor on existing users), second output": ((), deposit(1)),
    "deposit: two outputs credited in one transaction": ((), deposit(0, 1)),
    "deposit: zero value credit is accepted": ((), deposit(0)),
    # The target is left out: its address follows from the lock that opens it.
    "transfer: creates bob": (
        (ALICE,),
        lambda package, at: [transfer(package, 2000, source=at(ALICE), target_lock=lock(BOB))],
    ),
    "transfer: credits existing bob; supplied lock is ignored": (
        (ALICE,),
        lambda package, at: [transfer(package, 1, source=at(ALICE), target=at(BOB), target_lock=lock(CAROL))],
    ),
    "transfer: there and back in one transaction": (
        (ALICE, BOB),
        lambda package, at: [
            transfer(package, 500, source=at(ALICE), target=at(BOB)),
            transfer(package, 300, source=at(BOB), target=at(ALICE)),
        ],
    ),
    "withdraw: ok to schnorr p2pk": ((ALICE,), pay_out(500, SpkKind.PUB_KEY, b"\x05" * 32)),
    "withdraw: ok to ecdsa p2pk": ((ALICE,), pay_out(501, SpkKind.PUB_KEY_ECDSA, b"\x02" * 33)),
    "withdraw: ok to p2sh": ((ALICE,), pay_out(502, SpkKind.SCRIPT_HASH, b"\x06" * 32)),
    "deposit, transfer and withdraw in one transaction": (
        (ALICE,),
        lambda package, at: [
            *deposit(0)(package, at),
            transfer(package, 100, source=at(ALICE), target=at(BOB)),
            *pay_out(700, SpkKind.PUB_KEY, b"\x08" * 32)(package, at),
        ],
    ),
}


def cases() -> dict[str, Case]:
    found = [json.loads(path.read_text("utf-8")) for path in sorted(VECTORS.rglob("runtime.json"))]
    assert found, f"no runtime.json below {VECTORS}"
    return {case["name"]: case for document in found for case in document["cases"]}


@pytest.mark.parametrize("name", BUILDS)
def test_payload_is_the_recorded_one(name: str) -> None:
    case = cases()[name]
    package = client("ledger")
    recorded = bytes.fromhex(case["l1_tx"]["payload"])
    access = decode_payload(recorded).access
    stored = {e.resource_id: bytes.fromhex(r["data"]) for e, r in zip(access, case["resources_in"], strict=True)}

    class State:
        def read(self, address: bytes) -> bytes:
            return stored.get(address, b"")

    def at(key: LocalKey) -> Any:
        return package.addresses.user(initial_lock=id_of(lock(key)))

    keys, build = BUILDS[name]
    ledger = package.LedgerClient(State())
    actions = build(package, at)
    rest = bytes.fromhex(case["l1_tx"]["rest_preimage"])
    assert ledger.payload(actions, keys, rest) == recorded
    assert ledger.payload_size(actions, keys) == len(recorded)

    outputs, journal = (bytes.fromhex(case["result"][part]) for part in ("outputs", "journal"))
    result = ledger.result(recorded, outputs, journal)
    assert result.ok
    assert ledger.journal(journal).tx_id.hex() == case["l1_tx"]["tx_id"]
    paid = {"withdraw: ok to schnorr p2pk": [500], "deposit, transfer and withdraw in one transaction": [700]}
    if name in paid:
        assert [exit_.amount for exit_ in result.exits] == paid[name]


def test_every_successful_case_is_rebuilt() -> None:
    succeeded = {name for name, case in cases().items() if case["result"].get("outputs", "01")[:2] == "00"}
    assert succeeded - set(BUILDS) == set() or os.environ.get("VPROG_VECTORS")
