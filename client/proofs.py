"""How a key proves itself in a payload: by a signature, or by an L1 input of the same transaction.

An input costs the guest a few thousand cycles where a signature costs millions, and needs no signature beyond the one
that spends it on L1.
"""

from __future__ import annotations

from attrs import frozen

from vprog.client.signing import KeySigner
from vprog.wire.l1 import payload_digest
from vprog.wire.signers import (
    SIGNATURE_SIZE,
    GenesisSig,
    MultisigPrevTxKey,
    MultisigSig,
    PrevTxKey,
    PrevTxWitness,
    SchnorrSig,
    Signer,
)
from vprog.wire.transaction import L1Transaction


@frozen
class SpentInput:
    """A key that proves itself by spending a P2PK output of its own: input `index` of the transaction spends an
    output of `previous`, a version 1 transaction."""

    public_key: bytes
    index: int
    previous: L1Transaction

    def witness(self) -> bytes:
        """What the payload carries: rest preimage and payload digest of the previous transaction."""
        return self.previous.rest_preimage() + payload_digest(self.previous.payload)


ProvingKey = KeySigner | SpentInput


@frozen
class Proof:
    """One signer entry before its place in the payload is known."""

    index: int
    """Position in the access list of the resource that it acts for."""
    key: ProvingKey
    position: int | None
    """Position in a multisig lock's keys; None for a single key."""
    genesis: bool

    @property
    def tail_size(self) -> int:
        """Bytes that the entry points to, behind the signed part."""
        return len(self.key.witness()) if isinstance(self.key, SpentInput) else SIGNATURE_SIZE

    def tail(self, message: bytes) -> bytes:
        """Those bytes; `message` is the digest that signatures are over."""
        return self.key.witness() if isinstance(self.key, SpentInput) else self.key.sign(message)

    def at(self, offset: int) -> Signer:
        """The entry, for a tail that starts at `offset` of the payload."""
        if isinstance(self.key, SpentInput):
            rest_size = self.tail_size - 32
            witness = PrevTxWitness(self.key.index, offset, rest_size, offset + rest_size)
            return Signer(self.index, PrevTxKey(witness) if self.position is None else MultisigPrevTxKey(witness))
        if self.genesis:
            return Signer(self.index, GenesisSig(offset))
        return Signer(self.index, SchnorrSig(offset) if self.position is None else MultisigSig(self.position, offset))
