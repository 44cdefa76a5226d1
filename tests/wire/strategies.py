"""Hypothesis strategies for wire values."""

from hypothesis import strategies as st

from vprog.wire.access import AccessMetadata, AccessType
from vprog.wire.exits import Exit, SpkKind, StandardSpk
from vprog.wire.l1 import CovenantBinding, TxOutput
from vprog.wire.locks import Lock, MultisigLock, SchnorrLock, UnlockedLock
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


def uint(bits: int) -> st.SearchStrategy[int]:
    return st.integers(0, (1 << bits) - 1)


hash32 = st.binary(min_size=32, max_size=32)
blob = st.binary(max_size=80)

access_lists = st.lists(st.tuples(hash32, st.sampled_from(AccessType)), max_size=6, unique_by=lambda e: e[0]).map(
    lambda entries: tuple(AccessMetadata(*entry) for entry in sorted(entries))
)

spks = st.one_of(
    st.builds(StandardSpk, st.sampled_from([SpkKind.PUB_KEY, SpkKind.SCRIPT_HASH]), hash32),
    st.builds(StandardSpk, st.just(SpkKind.PUB_KEY_ECDSA), st.binary(min_size=33, max_size=33)),
)
exits = st.builds(Exit, spks, uint(64))


@st.composite
def multisigs(draw: st.DrawFn) -> MultisigLock:
    keys = sorted(draw(st.sets(hash32, min_size=1, max_size=16)))
    return MultisigLock(draw(st.integers(1, len(keys))), tuple(keys))


locks: st.SearchStrategy[Lock] = st.one_of(st.builds(SchnorrLock, hash32), multisigs(), st.just(UnlockedLock()))

witnesses = st.builds(PrevTxWitness, uint(8), uint(32), uint(32), uint(32))
proofs = st.one_of(
    st.builds(SchnorrSig, uint(32)),
    st.builds(PrevTxKey, witnesses),
    st.builds(MultisigSig, uint(8), uint(32)),
    st.builds(MultisigPrevTxKey, witnesses),
    st.builds(GenesisSig, uint(32)),
)
signers = st.lists(st.builds(Signer, uint(8), proofs), max_size=6).map(
    lambda found: tuple(sorted(found, key=lambda signer: signer.resource_idx))
)

bindings = st.none() | st.builds(CovenantBinding, uint(16), hash32)
outputs = st.builds(TxOutput, uint(64), blob, uint(16), bindings)
inputs = st.builds(TxInput, hash32, uint(32), uint(64), blob, compute_budget=uint(16))
transactions = st.builds(
    L1Transaction,
    st.just(1),
    st.lists(inputs, max_size=3).map(tuple),
    st.lists(outputs, max_size=3).map(tuple),
    uint(64),
    st.binary(min_size=20, max_size=20),
    uint(64),
    blob,
    uint(64),
)
