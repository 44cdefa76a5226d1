"""runtime.json: locks, ids, and what the recorded signatures prove. The program itself is tested elsewhere."""

import pytest
from instruction_stream import split
from vector_files import Case, cases, unhex

from vprog.wire import schnorr
from vprog.wire.authority import Authority, SignerError, SignerFault, SigningContext, resolve_signers
from vprog.wire.codec import DecodeError
from vprog.wire.ids import lock_resource_id, signature_message
from vprog.wire.locks import Lock, SchnorrLock, decode_lock, encode_lock, lock_id
from vprog.wire.signers import NOT_ASCENDING
from vprog.wire.tx_input import decode_input

HEADER = 42 - 1
"""Where the lock starts in the reference program's resources."""
GENESIS_KEY = schnorr.public_key((3).to_bytes(32, "big"))

FAULTS = {
    "signer: unknown or absent resource kind": SignerFault.NO_LOCK,
    "signer.schnorr: invalid signature": SignerFault.BAD_SIGNATURE,
    "signer.genesis_schnorr: invalid signature": SignerFault.BAD_SIGNATURE,
    "signer.schnorr: target resource is not a Schnorr lock": SignerFault.WRONG_LOCK,
    "signer.multisig_schnorr: pubkey_idx out of range": SignerFault.NO_KEY,
}


def lock_of(data: bytes) -> Lock | None:
    return decode_lock(data[HEADER:]) if data else None


@cases("runtime.json", "keys")
def test_key(case: Case) -> None:
    key = schnorr.public_key(case["secret_scalar"].to_bytes(32, "big"))
    assert key.hex() == case["x_only_pubkey"]
    assert encode_lock(SchnorrLock(key)).hex() == case["lock"]
    assert lock_resource_id(SchnorrLock(key)).hex() == case["user_resource_id"]


@cases("runtime.json", "locks")
def test_lock(case: Case) -> None:
    lock = decode_lock(unhex(case["lock"]))
    assert encode_lock(lock).hex() == case["lock"]
    assert lock_id(lock).hex() == case["id_hash"]
    assert lock_resource_id(lock).hex() == case["user_resource_id"]


@cases("runtime.json", "cases")
def test_signers_of_case(case: Case) -> None:
    decoded = decode_input(unhex(case["input"]))
    assert decoded.payload is not None and decoded.envelope is not None
    payload, rest = decoded.payload, decoded.envelope.rest_preimage
    message = case["result"]["decoded_outputs"].get("err", {}).get("msg", "")
    if message == "ix.signer: resource_idx not ascending":
        with pytest.raises(DecodeError, match=NOT_ASCENDING):
            split(payload.ix_data)
        return
    signers, end = split(payload.ix_data)
    presig = payload.raw[: payload.ix_offset + end]
    resources = [record.data for record in decoded.resources]
    digest = signature_message(rest, presig)
    context = SigningContext(payload.raw, rest, digest, resources, lock_of, GENESIS_KEY)
    if message.startswith("signer"):
        with pytest.raises(SignerError) as caught:
            resolve_signers(signers, context)
        assert message not in FAULTS or caught.value.fault is FAULTS[message]
        return
    check_locks(case, message, resolve_signers(signers, context), resources)


def check_locks(case: Case, message: str, authority: Authority, resources: list[bytes]) -> None:
    """The account whose lock the recorded action needs is unlocked exactly when the recording says so."""
    unlocked = [at for at, data in enumerate(resources) if data and authority.unlocks(at, decode_lock(data[HEADER:]))]
    if message.endswith("lock not satisfied"):
        signed = {at for at, _ in authority.schnorr} | set(authority.multisig)
        assert signed.isdisjoint(unlocked)
    name: str = case["name"]
    if not message and name.startswith(("update", "transfer", "withdraw", "rotate")):
        assert unlocked, "a recorded success needs a satisfied lock"
