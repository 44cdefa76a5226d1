"""The resources of the program `token`: what the state holds, byte for byte."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen
from vprog.client import values
from vprog.client.tombstone import TOMBSTONE_KIND, Tombstone
from vprog.client.types import Lock, LockId
from vprog.wire.codec import DecodeError
from vprog.wire.locks import read_lock

from . import addresses
from .addresses import MintAddress
from .types import Amount


# token.vprog:17
@frozen
class Mint:
    """One token. Its address is bound to the issuer's first lock and the symbol."""

    KIND: ClassVar[int] = 0

    issuer: LockId
    symbol: bytes
    supply: Amount
    lock: Lock

    def encode(self) -> bytes:
        """As stored: kind, fixed fields, tail. Raises ClientError for a value that its field does not hold."""
        return b"".join(
            [
                bytes([self.KIND]),
                values.raw("issuer", self.issuer, 32),
                values.raw("symbol", self.symbol, 8),
                values.unsigned("supply", self.supply, 64),
                self.lock.encode(),
            ]
        )

    @classmethod
    def decode(cls, data: bytes) -> Mint:
        """Raises DecodeError for bytes that are no live `Mint`."""
        reader = values.resource_reader(data, cls.KIND)
        found = cls(
            issuer=LockId(reader.take(32, "issuer")),
            symbol=reader.take(8, "symbol"),
            supply=Amount(values.read_unsigned(reader, "supply", 64)),
            lock=read_lock(reader),
        )
        values.end(reader)
        return found

    def address(self) -> addresses.MintAddress:
        """Where it stands."""
        return addresses.mint(issuer=self.issuer, symbol=self.symbol)


# token.vprog:25
@frozen
class Holding:
    """What one owner holds of one token."""

    KIND: ClassVar[int] = 1

    balance: Amount
    mint: MintAddress
    owner: LockId
    lock: Lock

    def encode(self) -> bytes:
        """As stored: kind, fixed fields, tail. Raises ClientError for a value that its field does not hold."""
        return b"".join(
            [
                bytes([self.KIND]),
                values.unsigned("balance", self.balance, 64),
                values.raw("mint", self.mint, 32),
                values.raw("owner", self.owner, 32),
                self.lock.encode(),
            ]
        )

    @classmethod
    def decode(cls, data: bytes) -> Holding:
        """Raises DecodeError for bytes that are no live `Holding`."""
        reader = values.resource_reader(data, cls.KIND)
        found = cls(
            balance=Amount(values.read_unsigned(reader, "balance", 64)),
            mint=MintAddress(reader.take(32, "mint")),
            owner=LockId(reader.take(32, "owner")),
            lock=read_lock(reader),
        )
        values.end(reader)
        return found

    def address(self) -> addresses.HoldingAddress:
        """Where it stands."""
        return addresses.holding(mint=self.mint, owner=self.owner)


Stored = Mint | Holding | Tombstone | None
"""What an address can hold."""


def decode(data: bytes) -> Stored:
    """What the bytes of a resource are; None: nothing was ever there. Raises DecodeError."""
    if not data:
        return None
    match data[0]:
        case Mint.KIND:
            return Mint.decode(data)
        case Holding.KIND:
            return Holding.decode(data)
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
        case Mint():
            return found.lock
        case Holding():
            return found.lock
        case _:
            return None
