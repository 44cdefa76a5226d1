"""The resources of the program `ledger`: what the state holds, byte for byte."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen
from vprog.client import values
from vprog.client.tombstone import TOMBSTONE_KIND, Tombstone
from vprog.client.types import CovenantId, Lock, LockId
from vprog.wire.codec import DecodeError
from vprog.wire.locks import read_lock

from . import addresses
from .types import Sompi


# ledger.vprog:27
@frozen
class Config:
    """The one settings resource. Its address is a constant."""

    KIND: ClassVar[int] = 0

    min_withdrawal: Sompi
    covenant: CovenantId
    lock: Lock

    def encode(self) -> bytes:
        """As stored: kind, fixed fields, tail. Raises ClientError for a value that its field does not hold."""
        return b"".join(
            [
                bytes([self.KIND]),
                values.unsigned("min_withdrawal", self.min_withdrawal, 64),
                values.raw("covenant", self.covenant, 32),
                self.lock.encode(),
            ]
        )

    @classmethod
    def decode(cls, data: bytes) -> Config:
        """Raises DecodeError for bytes that are no live `Config`."""
        reader = values.resource_reader(data, cls.KIND)
        found = cls(
            min_withdrawal=Sompi(values.read_unsigned(reader, "min_withdrawal", 64)),
            covenant=CovenantId(reader.take(32, "covenant")),
            lock=read_lock(reader),
        )
        values.end(reader)
        return found

    def address(self) -> addresses.ConfigAddress:
        """Where it stands."""
        return addresses.config()


# ledger.vprog:34
@frozen
class User:
    """One holder. The address is bound for ever to the lock it was opened with."""

    KIND: ClassVar[int] = 1

    balance: Sompi
    initial_lock: LockId
    lock: Lock

    def encode(self) -> bytes:
        """As stored: kind, fixed fields, tail. Raises ClientError for a value that its field does not hold."""
        return b"".join(
            [
                bytes([self.KIND]),
                values.unsigned("balance", self.balance, 64),
                values.raw("initial_lock", self.initial_lock, 32),
                self.lock.encode(),
            ]
        )

    @classmethod
    def decode(cls, data: bytes) -> User:
        """Raises DecodeError for bytes that are no live `User`."""
        reader = values.resource_reader(data, cls.KIND)
        found = cls(
            balance=Sompi(values.read_unsigned(reader, "balance", 64)),
            initial_lock=LockId(reader.take(32, "initial_lock")),
            lock=read_lock(reader),
        )
        values.end(reader)
        return found

    def address(self) -> addresses.UserAddress:
        """Where it stands."""
        return addresses.user(initial_lock=self.initial_lock)


Stored = Config | User | Tombstone | None
"""What an address can hold."""


def decode(data: bytes) -> Stored:
    """What the bytes of a resource are; None: nothing was ever there. Raises DecodeError."""
    if not data:
        return None
    match data[0]:
        case Config.KIND:
            return Config.decode(data)
        case User.KIND:
            return User.decode(data)
        case kind if kind == TOMBSTONE_KIND:
            return Tombstone()
        case _:
            raise DecodeError("kind")


def lock_of(data: bytes) -> Lock | None:
    """The lock of the live resource in `data`; None for anything else."""
    try:
        found = decode(data)
    except DecodeError:
        return None
    match found:
        case Config():
            return found.lock
        case User():
            return found.lock
        case _:
            return None
