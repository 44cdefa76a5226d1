"""Who signs: auth clauses against locks, with as few signatures as they allow."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vprog.client.action import Action, AllOf, AtLeast, Auth, LockOf, SignedBy
from vprog.client.authorize import authorize
from vprog.client.errors import ClientError
from vprog.client.payload import Call, RoleRef, build_payload, payload_size
from vprog.client.signing import LocalKey
from vprog.wire.codec import Reader
from vprog.wire.locks import Lock, SchnorrLock, UnlockedLock, multisig
from vprog.wire.payload import decode_payload
from vprog.wire.signers import MultisigSig, SchnorrSig, read_signers

KEYS = [LocalKey(bytes([n]) * 32) for n in range(1, 5)]
A, B, C, D = KEYS
ONE, TWO, THREE = (bytes([n]) * 32 for n in (1, 2, 3))
LOCKS: dict[bytes, Lock] = {
    ONE: SchnorrLock(A.public_key),
    TWO: multisig(2, [B.public_key, C.public_key, D.public_key]),
    THREE: UnlockedLock(),
}


def action(auth: Auth | None) -> Action:
    roles = tuple(RoleRef(address, writable=True) for address in (ONE, TWO, THREE))
    return Action("act", Call(1, roles), auth=auth)


def signed_for(auth: Auth | None, *keys: LocalKey) -> list[tuple[bytes, set[bytes]]]:
    found = authorize([action(auth)], keys, LOCKS.get)
    return [(item.address, {key.public_key for key in item.keys}) for item in found]


def refused(auth: Auth | None, *keys: LocalKey) -> bool:
    with pytest.raises(ClientError) as error:
        authorize([action(auth)], keys, LOCKS.get)
    return error.value.code == "not-authorized"


def test_single_locks() -> None:
    assert signed_for(None) == []
    assert signed_for(LockOf(ONE), B, A) == [(ONE, {A.public_key})]
    assert refused(LockOf(ONE), B)
    assert signed_for(LockOf(THREE)) == []
    assert refused(LockOf(bytes(32)), A)


def test_multisig_needs_its_threshold_of_distinct_keys() -> None:
    assert signed_for(LockOf(TWO), B, C, A) == [(TWO, {B.public_key, C.public_key})]
    assert refused(LockOf(TWO), B, B)


def test_groups() -> None:
    both = AllOf((LockOf(ONE), LockOf(TWO)))
    assert [address for address, _ in signed_for(both, A, B, C)] == [ONE, TWO]
    assert refused(both, B, C)
    either = AtLeast(1, (LockOf(TWO), LockOf(ONE)))
    assert signed_for(either, A) == [(ONE, {A.public_key})]
    assert [address for address, _ in signed_for(either, A, B, C)] == [TWO]
    assert refused(AtLeast(2, (LockOf(ONE), LockOf(TWO))), A)


def test_genesis_key() -> None:
    assert signed_for(SignedBy(D.public_key, ONE), A, D) == [(ONE, {D.public_key})]
    assert refused(SignedBy(D.public_key, ONE), A)


def test_one_resource_signs_once_for_several_actions() -> None:
    found = authorize([action(LockOf(ONE)), action(LockOf(ONE))], [A], LOCKS.get)
    assert len(found) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([LockOf(ONE), LockOf(TWO), LockOf(THREE), AllOf((LockOf(ONE), LockOf(TWO)))]), max_size=4),
    st.permutations(KEYS),
    st.binary(max_size=40),
)
def test_payload_size_is_known_before_signing(clauses: list[Auth], keys: list[LocalKey], rest: bytes) -> None:
    """And the signer entries are ascending, point at their signatures, and end where the payload does."""
    actions = [action(clause) for clause in clauses] or [action(None)]
    signers = authorize(actions, keys, LOCKS.get)
    calls = [item.call for item in actions]
    payload = build_payload(calls, signers, rest)
    assert len(payload) == payload_size(calls, signers)
    entries = read_signers(Reader(decode_payload(payload).ix_data))
    proofs = [entry.proof for entry in entries]
    offsets = [proof.sig_offset for proof in proofs if isinstance(proof, SchnorrSig | MultisigSig)]
    assert offsets == [len(payload) - 64 * left for left in range(len(entries), 0, -1)]
