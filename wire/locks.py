"""Locks: what must sign for a resource (framework spec, section 7.2)."""

import itertools
from typing import Final

import attrs

from .checks import length
from .codec import DecodeError, Reader
from .hashes import sha256

TAG_SCHNORR: Final = 1
TAG_MULTISIG: Final = 2
TAG_UNLOCKED: Final = 3
MAX_KEYS: Final = 16
LOCK_ID_DOMAIN: Final = b"\x03"


@attrs.frozen
class SchnorrLock:
    """One x-only key. Its curve membership is not checked: a key that is no point can never sign."""

    key: bytes = attrs.field(validator=length(32))

    def encode(self) -> bytes:
        """`01 ‖ key[32]`."""
        return bytes([TAG_SCHNORR]) + self.key


@attrs.frozen
class MultisigLock:
    """`threshold` of `keys`: 1 ≤ threshold ≤ n ≤ 16, keys strictly ascending (ValueError otherwise)."""

    threshold: int
    keys: tuple[bytes, ...] = attrs.field(converter=tuple[bytes, ...])

    def __attrs_post_init__(self) -> None:
        if any(len(key) != 32 for key in self.keys):
            raise ValueError("a multisig key has 32 bytes")
        if problem := _multisig_problem(self.threshold, self.keys):
            raise ValueError(problem)

    def encode(self) -> bytes:
        """`02 ‖ threshold u8 ‖ n u8 ‖ n × [32]`."""
        return bytes([TAG_MULTISIG, self.threshold, len(self.keys)]) + b"".join(self.keys)


@attrs.frozen
class UnlockedLock:
    """Anyone may act."""

    def encode(self) -> bytes:
        """`03`."""
        return bytes([TAG_UNLOCKED])


Lock = SchnorrLock | MultisigLock | UnlockedLock


def encode_lock(lock: Lock) -> bytes:
    """`tag ‖ body`."""
    return lock.encode()


def read_lock(reader: Reader) -> Lock:
    """A self-delimiting lock. DecodeError for an unknown tag, a short body or a multisig that breaks the rules."""
    tag = reader.byte("lock_tag")
    if tag == TAG_SCHNORR:
        return SchnorrLock(reader.take(32, "lock_key"))
    if tag == TAG_MULTISIG:
        threshold, count = reader.byte("lock_threshold"), reader.byte("lock_count")
        if not 1 <= threshold <= count <= MAX_KEYS:
            raise DecodeError("lock_threshold")
        keys = tuple(reader.take(32, "lock_key") for _ in range(count))
        if problem := _multisig_problem(threshold, keys):
            raise DecodeError(problem)
        return MultisigLock(threshold, keys)
    if tag == TAG_UNLOCKED:
        return UnlockedLock()
    raise DecodeError("lock_tag")


def decode_lock(raw: bytes) -> Lock:
    """A lock that fills `raw` exactly. DecodeError otherwise."""
    reader = Reader(raw)
    lock = read_lock(reader)
    if reader.remaining:
        raise DecodeError("lock_trailing_bytes")
    return lock


def lock_id(lock: Lock) -> bytes:
    """Identity of a lock: `H(03 ‖ tag ‖ body)`."""
    return sha256(LOCK_ID_DOMAIN, lock.encode())


def multisig(threshold: int, keys: list[bytes] | tuple[bytes, ...]) -> MultisigLock:
    """A multisig lock over keys in any order."""
    return MultisigLock(threshold, tuple(sorted(keys)))


def _multisig_problem(threshold: int, keys: tuple[bytes, ...]) -> str | None:
    if not 1 <= threshold <= len(keys) <= MAX_KEYS:
        return "lock_threshold"
    if any(a >= b for a, b in itertools.pairwise(keys)):
        return "lock keys not strictly ascending"
    return None
