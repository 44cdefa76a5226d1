"""What the signers of a transaction prove, and which locks that satisfies (framework spec, sections 7.2, 7.3)."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum

import attrs

from . import schnorr
from .codec import DecodeError
from .l1 import outpoint_at, output_at, p2pk_key, rest_version, tx_id_v1_from_digest
from .locks import Lock, MultisigLock, SchnorrLock
from .signers import (
    SIGNATURE_SIZE,
    GenesisSig,
    MultisigPrevTxKey,
    MultisigSig,
    PrevTxKey,
    PrevTxWitness,
    SchnorrSig,
    Signer,
)

LockOf = Callable[[bytes], Lock | None]
"""The lock inside a resource's bytes; None when they are empty, of an unknown kind, or hold none."""


class SignerFault(Enum):
    """Why a signer proves nothing. One is enough to fail the whole transaction."""

    NO_RESOURCE = "resource index out of range"
    NO_LOCK = "the resource holds no lock"
    WRONG_LOCK = "the resource's lock is of another kind"
    NO_KEY = "no such key in the multisig lock"
    NO_GENESIS = "the program has no genesis key"
    NO_SIGNATURE = "signature offset out of range"
    BAD_SIGNATURE = "invalid signature"
    BAD_WITNESS = "previous transaction witness does not hold"


class SignerError(Exception):
    """A signer entry that proves nothing: which one (position in the signer section) and why."""

    def __init__(self, position: int, fault: SignerFault) -> None:
        super().__init__(position, fault)
        self.position = position
        self.fault = fault

    def __str__(self) -> str:
        return f"signer {self.position}: {self.fault.value}"


@attrs.frozen
class Authority:
    """Keys that proved themselves: `schnorr` as (resource index, key), and multisig contributions by index."""

    schnorr: tuple[tuple[int, bytes], ...] = ()
    multisig: Mapping[int, tuple[bytes, ...]] = attrs.field(factory=dict[int, tuple[bytes, ...]])

    def signed_by(self, index: int, key: bytes) -> bool:
        """Exactly one single-key entry for that resource, and it is by `key`."""
        return [found for at, found in self.schnorr if at == index] == [key]

    def unlocks(self, index: int, lock: Lock) -> bool:
        """Whether the lock of the resource at that index is satisfied.

        A multisig wants its contributions strictly ascending, at least `threshold` of them by its own
        keys; contributions by other keys are tolerated.
        """
        if isinstance(lock, SchnorrLock):
            return self.signed_by(index, lock.key)
        if isinstance(lock, MultisigLock):
            given = self.multisig.get(index, ())
            ascending = all(a < b for a, b in itertools.pairwise(given))
            return ascending and sum(key in lock.keys for key in given) >= lock.threshold
        return True


@attrs.frozen
class SigningContext:
    """What signers are checked against.

    `payload` is whole (offsets point into it), `message` the digest of `ids.signature_message`,
    `resources` the current bytes in access-list order, `genesis_key` the program's own x-only key.
    """

    payload: bytes
    rest_preimage: bytes
    message: bytes
    resources: Sequence[bytes]
    lock_of: LockOf
    genesis_key: bytes | None = None


def resolve_signers(signers: Iterable[Signer], context: SigningContext) -> Authority:
    """Check every signer, in wire order. Raises SignerError for the first that proves nothing."""
    singles: list[tuple[int, bytes]] = []
    groups: dict[int, list[bytes]] = {}
    for position, signer in enumerate(signers):
        try:
            key = _resolve(signer, context)
        except _FaultError as fault:
            raise SignerError(position, fault.fault) from None
        if isinstance(signer.proof, MultisigSig | MultisigPrevTxKey):
            groups.setdefault(signer.resource_idx, []).append(key)
        else:
            singles.append((signer.resource_idx, key))
    return Authority(tuple(singles), {index: tuple(keys) for index, keys in groups.items()})


class _FaultError(Exception):
    def __init__(self, fault: SignerFault) -> None:
        super().__init__(fault)
        self.fault = fault


def _resolve(signer: Signer, context: SigningContext) -> bytes:
    """The key that the signer proves."""
    proof, index = signer.proof, signer.resource_idx
    match proof:
        case SchnorrSig():
            lock = _lock_at(context, index)
            if not isinstance(lock, SchnorrLock):
                raise _FaultError(SignerFault.WRONG_LOCK)
            return _signed(context, lock.key, proof.sig_offset)
        case MultisigSig():
            lock = _lock_at(context, index)
            if not isinstance(lock, MultisigLock):
                raise _FaultError(SignerFault.WRONG_LOCK)
            if proof.pubkey_idx >= len(lock.keys):
                raise _FaultError(SignerFault.NO_KEY)
            return _signed(context, lock.keys[proof.pubkey_idx], proof.sig_offset)
        case GenesisSig():
            if index >= len(context.resources):
                raise _FaultError(SignerFault.NO_RESOURCE)
            if context.genesis_key is None:
                raise _FaultError(SignerFault.NO_GENESIS)
            return _signed(context, context.genesis_key, proof.sig_offset)
        case PrevTxKey() | MultisigPrevTxKey():
            # The index of such an entry is not range checked, in the reference program either: a key that
            # an input spends with is proven whatever it is used for.
            return _spent_key(context, proof.witness)


def _lock_at(context: SigningContext, index: int) -> Lock:
    if index >= len(context.resources):
        raise _FaultError(SignerFault.NO_RESOURCE)
    lock = context.lock_of(context.resources[index])
    if lock is None:
        raise _FaultError(SignerFault.NO_LOCK)
    return lock


def _signed(context: SigningContext, key: bytes, offset: int) -> bytes:
    signature = context.payload[offset : offset + SIGNATURE_SIZE]
    if len(signature) != SIGNATURE_SIZE:
        raise _FaultError(SignerFault.NO_SIGNATURE)
    if not schnorr.verify(key, context.message, signature):
        raise _FaultError(SignerFault.BAD_SIGNATURE)
    return key


def _spent_key(context: SigningContext, witness: PrevTxWitness) -> bytes:
    """The key of the P2PK output an input spends, proven by re-hashing the transaction that made it."""
    rest = context.payload[witness.rest_offset : witness.rest_offset + witness.rest_len]
    digest = context.payload[witness.digest_offset : witness.digest_offset + 32]
    if len(rest) != witness.rest_len or len(digest) != 32:
        raise _FaultError(SignerFault.BAD_WITNESS)
    try:
        spent = outpoint_at(context.rest_preimage, witness.input_idx)
        # Version 0 ids are made another way, and an id collision across the two schemes must not count.
        if rest_version(rest) < 1 or tx_id_v1_from_digest(digest, rest) != spent.tx_id:
            raise _FaultError(SignerFault.BAD_WITNESS)
        key = p2pk_key(output_at(rest, spent.index).script)
    except DecodeError:
        raise _FaultError(SignerFault.BAD_WITNESS) from None
    if key is None:
        raise _FaultError(SignerFault.BAD_WITNESS)
    return key
