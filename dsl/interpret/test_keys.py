"""Keys and locks that `test` blocks name: `ALICE`, `schnorr(ALICE)`, `multisig(2, ALICE, BOB)`, `unlocked`."""

from __future__ import annotations

from functools import cache

from vprog.client.signing import LocalKey
from vprog.dsl.program.tests import TestLock
from vprog.wire.hashes import sha256
from vprog.wire.locks import SchnorrLock, UnlockedLock, multisig

_DOMAIN = b"vprog test key"


@cache
def test_key(name: str) -> LocalKey:
    """The key of a name: secret SHA-256("vprog test key" || name). For tests only: anyone can compute it."""
    return LocalKey(sha256(_DOMAIN, name.encode()))


def test_lock(lock: TestLock) -> bytes:
    """The encoded lock."""
    keys = [test_key(key.name).public_key for key in lock.keys]
    match lock.kind:
        case "schnorr":
            return SchnorrLock(keys[0]).encode()
        case "multisig":
            return multisig(lock.threshold, keys).encode()
        case _:
            return UnlockedLock().encode()
