"""Keys that sign: the protocol, and one that lives in memory."""

from __future__ import annotations

from typing import Protocol

from attrs import field, frozen

from vprog.wire import schnorr


class KeySigner(Protocol):
    """Anything that signs BIP-340 digests with one key: a key in memory, a wallet, a hardware device."""

    @property
    def public_key(self) -> bytes:
        """The x-only public key, 32 bytes."""
        ...

    def sign(self, digest: bytes) -> bytes:
        """The 64-byte signature over a 32-byte digest."""
        ...


@frozen
class LocalKey:
    """A secret key in memory, 32 bytes. Raises ValueError for bytes that are no secret key."""

    secret: bytes = field(repr=False)
    public_key: bytes = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "public_key", schnorr.public_key(self.secret))

    def sign(self, digest: bytes) -> bytes:
        return schnorr.sign(self.secret, digest)
