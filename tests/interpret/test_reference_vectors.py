"""The reference account program's own transactions: the ledger example gives the same bytes, one after the other."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from support.programs import REPOSITORY, compiled

from vprog.dsl.interpret.machine import Interpreter
from vprog.wire.journal import decode_journal
from vprog.wire.outputs import decode_outputs
from vprog.wire.payload import decode_payload

VECTORS = Path(os.environ.get("VPROG_VECTORS") or REPOSITORY.parent / "shared" / "vectors")

REFUSALS = {
    "init: signed by a non-genesis key": "BadSignature",
    "init: no signer": "NotAuthorized",
    "init: target is not the config resource": "WrongAddress",
    "init: regular schnorr signer on an empty slot": "BadSigner",
    "update before init": "NotLive",
    "deposit before init": "NotLive",
    "init twice in one transaction": "AlreadyExists",
    "init: already exists": "AlreadyExists",
    "update: covenant id is immutable": "CovenantIsFixed",
    "update: lock not satisfied (no signer)": "NotAuthorized",
    "update: signature by the wrong key": "BadSignature",
    "update: garbage signature": "BadSignature",
    "update: multisig with one contribution": "NotAuthorized",
    "update: multisig contributions not ascending": "NotAuthorized",
    "update: multisig duplicated contribution": "NotAuthorized",
    "update: multisig pubkey index out of range": "BadSigner",
    "update: multisig lock offered a single-key signer": "BadSigner",
    "deposit: below creation minimum": "BelowOpening",
    "deposit: funding output pays another covenant": "WrongDepositAddress",
    "deposit: output index out of range": "NoSuchOutput",
    "deposit: slot id does not derive from the lock": "WrongAddress",
    "deposit: config not declared": "MissingResource",
    "deposit: same output twice": "AlreadyClaimed",
    "deposit: overflow": "Overflow",
    "transfer: destination does not exist": "NoSuchAccount",
    "transfer: creating below minimum": "BelowOpening",
    "transfer: creating with a lock that does not derive the slot": "WrongAddress",
    "transfer: no signature": "NotAuthorized",
    "transfer: source and destination equal": "Aliased",
    "transfer: insufficient balance": "InsufficientBalance",
    "signers not ascending by resource index": "MalformedInstruction",
    "two signers for one schnorr lock": "NotAuthorized",
    "second action fails: the whole transaction rolls back": "InsufficientBalance",
    "withdraw: below minimum": "BelowMinimum",
    "withdraw: unauthorized": "NotAuthorized",
    "withdraw: insufficient": "InsufficientBalance",
    "rotate: unauthorized": "NotAuthorized",
}
"""The reference fails with texts of its own; what each of them is here."""


def _cases() -> list[dict[str, Any]]:
    return json.loads((VECTORS / "vprogs" / "runtime.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    execution = Interpreter(compiled("ledger")).process(bytes.fromhex(case["input"]))
    expected = bytes.fromhex(case["result"]["outputs"])
    if expected[0] == 0:
        assert (execution.outputs, execution.journal) == (expected, bytes.fromhex(case["result"]["journal"]))
        assert execution.failure is None
    else:
        assert execution.failure is not None and execution.failure.name == REFUSALS[case["name"]]
        assert execution.outputs == b"\x01\x00" + execution.failure.code.to_bytes(4, "little")
        theirs, ours = decode_journal(bytes.fromhex(case["result"]["journal"])), decode_journal(execution.journal)
        assert (ours.header, ours.context) == (theirs.header, theirs.context)


def test_state_carries_over() -> None:
    """Every case finds the resources as our own execution of the earlier ones left them."""
    interpreter, state = Interpreter(compiled("ledger")), dict[bytes, bytes]()
    for case in _cases():
        access = decode_payload(bytes.fromhex(case["l1_tx"]["payload"])).access
        current = [state.get(entry.resource_id, b"").hex() for entry in access]
        assert [record["data"] for record in case["resources_in"]] == current, case["name"]
        changes = decode_outputs(interpreter.process(bytes.fromhex(case["input"])).outputs, len(access))
        if isinstance(changes, tuple):
            state |= {e.resource_id: data for e, data in zip(access, changes, strict=True) if data is not None}
    assert len(state) > 2
