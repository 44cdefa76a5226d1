"""Keys and locks that `test` blocks name: `ALICE`, `schnorr(ALICE)`, `multisig(2, ALICE, BOB)`, `unlocked`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from vprog.client.signing import LocalKey
from vprog.dsl.frozen import replace
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.tests import Run, TestLock, TestStatement
from vprog.wire.hashes import sha256
from vprog.wire.locks import SchnorrLock, UnlockedLock, multisig

_DOMAIN = b"vprog test key"


def with_test_key(program: Program, name: str) -> Program:
    """The program with the test key of that name for its own key, the one of `auth key(...)`."""
    if program.genesis_key is None:
        return program
    known = test_key(name).public_key
    constants = (replace(c, value=known) if c.name == program.genesis_key else c for c in program.constants)
    return replace(program, constants=tuple(constants))


def as_signed(program: Program, statements: Iterable[TestStatement]) -> Program:
    """The program that a test is run with: its own key is a test key where the test signs with it by name."""
    signed = {key.name for step in statements if isinstance(step, Run) for key in step.signed}
    key = program.genesis_key
    return with_test_key(program, key) if key is not None and key in signed else program


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
