"""Who takes part in the demo. The keys are derived from names: anyone can compute them."""

from __future__ import annotations

from attrs import frozen

from vprog.client.signing import KeySigner, LocalKey
from vprog.wire.hashes import sha256
from vprog.wire.locks import Lock, SchnorrLock

KAS = 100_000_000
GENESIS = LocalKey((3).to_bytes(32, "big"))
"""The ledger's placeholder genesis key (secret 3)."""
USERS = ("alice", "bob", "carol", "dave", "erin", "frank")


def key_of(name: str) -> LocalKey:
    """The demo key of a name."""
    return LocalKey(sha256(b"vprog demo", name.encode()))


def lock_of(name: str) -> Lock:
    """The single-key lock of a name."""
    return SchnorrLock(key_of(name).public_key)


@frozen
class Impostor:
    """Claims somebody's key and signs with another."""

    public_key: bytes
    own: KeySigner

    def sign(self, digest: bytes) -> bytes:
        return self.own.sign(digest)
