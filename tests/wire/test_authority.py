"""What signers prove: every kind, every way it fails, and which locks the proofs satisfy."""

import attrs
import pytest

from vprog.wire import schnorr
from vprog.wire.authority import Authority, SignerError, SignerFault, SigningContext, resolve_signers
from vprog.wire.l1 import TxOutput, p2pk_script, payload_digest, tx_id_v1_from_digest
from vprog.wire.locks import Lock, MultisigLock, SchnorrLock, UnlockedLock, decode_lock, multisig
from vprog.wire.signers import (
    GenesisSig,
    MultisigPrevTxKey,
    MultisigSig,
    PrevTxKey,
    PrevTxWitness,
    SchnorrSig,
    Signer,
)
from vprog.wire.transaction import L1Transaction, TxInput

SECRETS = sorted(((i).to_bytes(32, "big") for i in range(1001, 1005)), key=schnorr.public_key)
KEYS = [schnorr.public_key(secret) for secret in SECRETS]
GENESIS_SECRET = (3).to_bytes(32, "big")
MESSAGE = bytes(range(32))
LOCKS: list[Lock] = [SchnorrLock(KEYS[0]), multisig(2, KEYS[:3]), UnlockedLock()]

PREVIOUS = L1Transaction(
    outputs=(TxOutput(5, b"\x51"), TxOutput(7, p2pk_script(KEYS[3]), spk_version=9)), payload=b"previous"
)
CURRENT = L1Transaction(inputs=(TxInput(bytes(32), 0), TxInput(PREVIOUS.id(), 1), TxInput(PREVIOUS.id(), 0)))
REST = PREVIOUS.rest_preimage()
SIGNATURES = [schnorr.sign(secret, MESSAGE) for secret in [*SECRETS, GENESIS_SECRET]]
PAYLOAD = b"".join(SIGNATURES) + REST + payload_digest(PREVIOUS.payload)
WITNESS = PrevTxWitness(1, 5 * 64, len(REST), 5 * 64 + len(REST))

CONTEXT = SigningContext(
    payload=PAYLOAD,
    rest_preimage=CURRENT.rest_preimage(),
    message=MESSAGE,
    resources=[*(lock.encode() for lock in LOCKS), b""],
    lock_of=lambda data: decode_lock(data) if data else None,
    genesis_key=schnorr.public_key(GENESIS_SECRET),
)


def resolve(*signers: Signer) -> Authority:
    return resolve_signers(signers, CONTEXT)


def test_every_kind() -> None:
    found = resolve(
        Signer(0, SchnorrSig(0)),
        Signer(0, GenesisSig(4 * 64)),
        Signer(1, MultisigSig(1, 64)),
        Signer(1, MultisigPrevTxKey(WITNESS)),
        Signer(200, PrevTxKey(WITNESS)),
    )
    assert found.schnorr == ((0, KEYS[0]), (0, CONTEXT.genesis_key), (200, KEYS[3]))
    assert found.multisig == {1: (KEYS[1], KEYS[3])}


FAULTY = {
    "no resource": (Signer(4, SchnorrSig(0)), SignerFault.NO_RESOURCE),
    "no resource for genesis": (Signer(4, GenesisSig(4 * 64)), SignerFault.NO_RESOURCE),
    "empty resource": (Signer(3, SchnorrSig(0)), SignerFault.NO_LOCK),
    "single signature for a multisig": (Signer(1, SchnorrSig(0)), SignerFault.WRONG_LOCK),
    "contribution to a single key": (Signer(0, MultisigSig(0, 0)), SignerFault.WRONG_LOCK),
    "nothing to sign": (Signer(2, SchnorrSig(0)), SignerFault.WRONG_LOCK),
    "key index": (Signer(1, MultisigSig(3, 3 * 64)), SignerFault.NO_KEY),
    "another key's signature": (Signer(0, SchnorrSig(64)), SignerFault.BAD_SIGNATURE),
    "signature cut short": (Signer(0, SchnorrSig(len(PAYLOAD) - 63)), SignerFault.NO_SIGNATURE),
    "signature outside": (Signer(0, SchnorrSig(0xFFFFFFFF)), SignerFault.NO_SIGNATURE),
    "genesis by another key": (Signer(0, GenesisSig(0)), SignerFault.BAD_SIGNATURE),
    "no such input": (Signer(0, PrevTxKey(attrs.evolve(WITNESS, input_idx=3))), SignerFault.BAD_WITNESS),
    "another input": (Signer(0, PrevTxKey(attrs.evolve(WITNESS, input_idx=0))), SignerFault.BAD_WITNESS),
    "not a key's output": (Signer(0, PrevTxKey(attrs.evolve(WITNESS, input_idx=2))), SignerFault.BAD_WITNESS),
    "preimage cut short": (Signer(0, PrevTxKey(attrs.evolve(WITNESS, rest_len=9))), SignerFault.BAD_WITNESS),
    "preimage outside": (Signer(0, PrevTxKey(attrs.evolve(WITNESS, rest_len=0xFFFFFFFF))), SignerFault.BAD_WITNESS),
    "empty preimage": (Signer(0, PrevTxKey(attrs.evolve(WITNESS, rest_len=0))), SignerFault.BAD_WITNESS),
    "digest outside": (
        Signer(0, MultisigPrevTxKey(attrs.evolve(WITNESS, digest_offset=len(PAYLOAD) - 31))),
        SignerFault.BAD_WITNESS,
    ),
    "another digest": (Signer(0, PrevTxKey(attrs.evolve(WITNESS, digest_offset=0))), SignerFault.BAD_WITNESS),
}


@pytest.mark.parametrize("name", FAULTY)
def test_one_bad_signer_fails_them_all(name: str) -> None:
    bad, fault = FAULTY[name]
    with pytest.raises(SignerError) as caught:
        resolve(Signer(0, SchnorrSig(0)), bad)
    assert (caught.value.position, caught.value.fault) == (1, fault)


def test_a_program_without_a_genesis_key() -> None:
    context = attrs.evolve(CONTEXT, genesis_key=None)
    with pytest.raises(SignerError) as caught:
        resolve_signers([Signer(0, GenesisSig(4 * 64))], context)
    assert caught.value.fault is SignerFault.NO_GENESIS


def test_witness_of_a_version_0_transaction_is_refused() -> None:
    """Even where its bytes hash to the outpoint's id by the version 1 rule."""
    old, digest = b"\0\0" + REST[2:], payload_digest(b"")
    fake = L1Transaction(inputs=(TxInput(tx_id_v1_from_digest(digest, old), 1),))
    new = L1Transaction(inputs=(TxInput(tx_id_v1_from_digest(digest, REST), 1),))
    witness = PrevTxWitness(0, 0, len(REST), len(REST))
    for rest, tx, holds in ((REST, new, True), (old, fake, False)):
        context = attrs.evolve(CONTEXT, payload=rest + digest, rest_preimage=tx.rest_preimage())
        if holds:
            assert resolve_signers([Signer(0, PrevTxKey(witness))], context).schnorr == ((0, KEYS[3]),)
            continue
        with pytest.raises(SignerError) as caught:
            resolve_signers([Signer(0, PrevTxKey(witness))], context)
        assert caught.value.fault is SignerFault.BAD_WITNESS


def test_schnorr_lock_wants_exactly_one_entry_of_its_key() -> None:
    lock = LOCKS[0]
    assert Authority(((0, KEYS[0]), (1, KEYS[1]))).unlocks(0, lock)
    assert not Authority().unlocks(0, lock)
    assert not Authority(((1, KEYS[0]),)).unlocks(0, lock)
    assert not Authority(((0, KEYS[1]),)).unlocks(0, lock)
    assert not Authority(((0, KEYS[0]), (0, KEYS[0]))).unlocks(0, lock)
    assert not Authority(((0, KEYS[0]), (0, KEYS[1]))).unlocks(0, lock)
    assert not Authority((), {0: (KEYS[0],)}).unlocks(0, lock)


def test_multisig_wants_ascending_keys_and_the_threshold() -> None:
    lock = LOCKS[1]

    def given(*keys: bytes) -> bool:
        return Authority((), {1: keys}).unlocks(1, lock)

    assert given(KEYS[0], KEYS[1]) and given(*KEYS[:3])
    assert given(KEYS[0], KEYS[2], KEYS[3]), "a foreign key is tolerated"
    assert not given(KEYS[0]) and not given()
    assert not given(KEYS[1], KEYS[0]) and not given(KEYS[0], KEYS[0])
    assert not given(KEYS[0], KEYS[3]), "a foreign key does not count"
    assert not Authority((), {0: tuple(KEYS[:2])}).unlocks(1, lock)
    assert not Authority(((1, KEYS[0]), (1, KEYS[1]))).unlocks(1, lock)


def test_unlocked_needs_nobody() -> None:
    assert Authority().unlocks(0, UnlockedLock())


@pytest.mark.parametrize(("threshold", "keys"), [(0, KEYS[:2]), (3, KEYS[:2]), (1, []), (1, [KEYS[1], KEYS[0]])])
def test_multisig_that_cannot_be(threshold: int, keys: list[bytes]) -> None:
    with pytest.raises(ValueError):
        MultisigLock(threshold, tuple(keys))
