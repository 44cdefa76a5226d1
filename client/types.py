"""The types of values that every program shares (docs/program-abi.md, "Payload").

Opaque values are `bytes` under a name of their own, so that a type checker keeps a lock id out of a covenant's place.
"""

from __future__ import annotations

from typing import ClassVar, NewType, Self

from vprog.client.errors import ClientError
from vprog.wire.exits import StandardSpk
from vprog.wire.locks import Lock, MultisigLock, SchnorrLock, UnlockedLock, lock_id, multisig

__all__ = (
    "CovenantId",
    "Hash",
    "L1Script",
    "Lock",
    "LockId",
    "MultisigLock",
    "PubKey",
    "SchnorrLock",
    "Signature",
    "Unit",
    "UnlockedLock",
    "id_of",
    "multisig",
)

Hash = NewType("Hash", bytes)
PubKey = NewType("PubKey", bytes)
LockId = NewType("LockId", bytes)
CovenantId = NewType("CovenantId", bytes)
Signature = NewType("Signature", bytes)
L1Script = StandardSpk


def id_of(lock: Lock) -> LockId:
    """The identity of a lock: SHA-256(03 || tag || body)."""
    return LockId(lock_id(lock))


class Unit(int):
    """A number counted in one unit: `class Sompi(Unit, bits=64)`.

    Creating one outside its range raises ClientError("out-of-range"). Arithmetic gives a plain `int`, which has to
    be named again: that is where a result that does not fit is noticed.
    """

    least: ClassVar[int] = 0
    greatest: ClassVar[int] = (1 << 64) - 1

    def __init_subclass__(cls, *, bits: int, signed: bool = False) -> None:
        super().__init_subclass__()
        cls.least = -(1 << (bits - 1)) if signed else 0
        cls.greatest = (1 << (bits - 1)) - 1 if signed else (1 << bits) - 1

    def __new__(cls, value: int) -> Self:
        if not cls.least <= value <= cls.greatest:
            raise ClientError("out-of-range", f"{cls.__name__} is from {cls.least} to {cls.greatest}, got {value}")
        return super().__new__(cls, value)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({int(self)})"
