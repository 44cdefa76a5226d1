"""The reference account program's own vectors through the ledger: interpreted, native and in the zkVM.

A success must be the same to the byte. A failure must be one: the reference names its failures by messages, a
compiled program by codes; where the message is a known one, the code must mean the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from differential.conftest import Running
from differential.native_guest import REPOSITORY, compiled
from vprog.dsl.interpret.machine import Interpreter

LEDGER = REPOSITORY / "examples" / "ledger" / "ledger.vprog"
VECTORS = Path(os.environ.get("VPROG_VECTORS") or REPOSITORY.parent / "shared" / "vectors")

# What the reference says when it fails, and the error of the ledger that means the same.
SAME_FAILURE = {
    "signer.genesis_schnorr: invalid signature": "BadSignature",
    "init: not authorized by genesis pubkey": "NotAuthorized",
    "init: target is not the config resource": "WrongAddress",
    "signer: unknown or absent resource kind": "BadSigner",
    "update: config resource must already exist": "NotLive",
    "deposit: config resource absent or not live": ("NotLive", "MissingResource"),
    "init: config resource already exists": "AlreadyExists",
    "update: covenant_id is immutable after init": "CovenantIsFixed",
    "update: lock not satisfied": "NotAuthorized",
    "signer.schnorr: invalid signature": "BadSignature",
    "signer.multisig_schnorr: pubkey_idx out of range": "BadSigner",
    "signer.schnorr: target resource is not a Schnorr lock": "BadSigner",
    "create: funding below policy minimum to create user": "BelowOpening",
    "deposit: funding output SPK != policy deposit_spk": "WrongDepositAddress",
    "deposit: bad output_idx / rest_preimage": "NoSuchOutput",
    "create: slot id != derive_user_resource(initial_lock)": "WrongAddress",
    "deposit: output already consumed in this tx": "AlreadyClaimed",
    "deposit: balance overflow": "Overflow",
    "transfer: dest does not exist and no dest lock to create it": "NoSuchAccount",
    "source: lock not satisfied": "NotAuthorized",
    "transfer: source and dest must differ": "Aliased",
    "source: insufficient balance": "InsufficientBalance",
    "ix.signer: resource_idx not ascending": "MalformedInstruction",
    "withdraw: amount below min_withdrawal_amount": "BelowMinimum",
    "withdraw: lock not satisfied": "NotAuthorized",
    "withdraw: insufficient balance": "InsufficientBalance",
    "update_user_lock: current lock not satisfied": "NotAuthorized",
}


def _cases() -> list[dict[str, Any]]:
    files = sorted(VECTORS.rglob("runtime.json"))
    assert files, f"no runtime.json below {VECTORS} (set VPROG_VECTORS)"
    return [case for file in files for case in json.loads(file.read_text("utf-8"))["cases"]]


CASES = _cases()


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    return Interpreter(compiled(LEDGER))


@pytest.mark.parametrize("case", CASES, ids=[f"{at}-{case['name']}" for at, case in enumerate(CASES)])
def test_case(case: dict[str, Any], running: Callable[[str], Running], interpreter: Interpreter) -> None:
    blob = bytes.fromhex(case["input"])
    outputs, journal = (bytes.fromhex(case["result"][part]) for part in ("outputs", "journal"))
    interpreted = interpreter.process(blob)
    assert running("ledger").disagree(blob, interpreted) is None
    if outputs[0] == 0:
        assert (interpreted.outputs, interpreted.journal) == (outputs, journal)
        return
    assert interpreted.failure is not None
    meant = SAME_FAILURE.get(outputs[6:].decode("utf-8", "replace"), interpreted.failure.name)
    assert interpreted.failure.name in (meant if isinstance(meant, tuple) else (meant,))
    failure = b"\x01\x00" + interpreted.failure.code.to_bytes(4, "little")
    assert interpreted.outputs == failure
    # The journal is the reference's up to the error: same header, same resources before.
    assert interpreted.journal == journal.removesuffix(outputs) + failure


def test_host_faults_leave_no_journal(running: Callable[[str], Running], interpreter: Interpreter) -> None:
    blob = bytes.fromhex(CASES[0]["input"])
    for bad in (b"", blob[:40], blob[:-1], blob[:2] + bytes(32) + blob[34:]):
        assert running("ledger").disagree(bad, None) is None
    assert running("ledger").disagree(blob, interpreter.process(blob)) is None
