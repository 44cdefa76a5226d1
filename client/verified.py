"""State that a settled root commits to: bytes which a proof, not a node's word, vouches for.

The root is what a settlement left on L1, or what the caller otherwise trusts; node, archive and network need no trust.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from vprog.client.errors import ClientError
from vprog.wire.codec import DecodeError
from vprog.wire.hashes import value_hash
from vprog.wire.state_smt import decode_state_proof


@frozen
class ProvenState:
    """Resources as a state root commits to them; made by `prove`, a `StateReader` of what was proved and no more."""

    root: bytes
    data: Mapping[bytes, bytes] = field(factory=dict[bytes, bytes])

    def read(self, address: bytes) -> bytes:
        """The resource's bytes; empty where the root has nothing. Raises ClientError("not-proven") for an address that
        the proof says nothing about."""
        if address not in self.data:
            raise ClientError("not-proven", f"the proof is not about {address.hex()}")
        return self.data[address]


def prove(root: bytes, proof: bytes, stored: Mapping[bytes, bytes]) -> ProvenState:
    """What the tree of `root` holds at the addresses in `stored`, which maps each to its bytes (empty: nothing there).

    `proof` is a multi-proof of at least these addresses (framework section 8.4). Raises ClientError("bad-proof") when
    it does not decode, is about another root or does not cover an address, ClientError("wrong-bytes") when the root
    commits to other bytes."""
    if not stored:
        return ProvenState(root)
    try:
        decoded = decode_state_proof(proof)
        found, about = decoded.values(), decoded.root()
    except DecodeError as error:
        raise ClientError("bad-proof", f"the proof does not decode: {error.field}") from None
    if about != root:
        raise ClientError("bad-proof", f"the proof is about the state {about.hex()}")
    for address, data in stored.items():
        if address not in found:
            raise ClientError("bad-proof", f"the proof is not about {address.hex()}")
        if found[address] != value_hash(data):
            raise ClientError("wrong-bytes", f"the state holds other bytes at {address.hex()}")
    return ProvenState(root, dict(stored))
