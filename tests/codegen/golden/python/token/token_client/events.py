"""Events of the program `token`, as a node reports them.

They are observations: neither the outputs nor the journal of a transaction hold them.
"""

from __future__ import annotations

from attrs import frozen
from vprog.client import observed
from vprog.client.errors import ClientError
from vprog.client.observed import Document

from .addresses import HoldingAddress, MintAddress
from .types import Amount


# token.vprog:12
@frozen
class Minted:
    """`Minted`."""

    mint: MintAddress
    target: HoldingAddress
    amount: Amount

    @classmethod
    def read(cls, event: Document) -> Minted:
        """Raises ClientError for a document with other fields."""
        return cls(
            mint=MintAddress(observed.raw(event, "mint", 32)),
            target=HoldingAddress(observed.raw(event, "target", 32)),
            amount=Amount(observed.integer(event, "amount")),
        )


# token.vprog:13
@frozen
class Transferred:
    """`Transferred`."""

    source: HoldingAddress
    target: HoldingAddress
    amount: Amount

    @classmethod
    def read(cls, event: Document) -> Transferred:
        """Raises ClientError for a document with other fields."""
        return cls(
            source=HoldingAddress(observed.raw(event, "source", 32)),
            target=HoldingAddress(observed.raw(event, "target", 32)),
            amount=Amount(observed.integer(event, "amount")),
        )


# token.vprog:14
@frozen
class Burned:
    """`Burned`."""

    source: HoldingAddress
    amount: Amount

    @classmethod
    def read(cls, event: Document) -> Burned:
        """Raises ClientError for a document with other fields."""
        return cls(
            source=HoldingAddress(observed.raw(event, "source", 32)),
            amount=Amount(observed.integer(event, "amount")),
        )


Event = Minted | Transferred | Burned


def read(event: Document) -> Event:
    """The event of a document `{"event": name, field: value, ...}`. Raises ClientError."""
    match event.get("event"):
        case "Minted":
            return Minted.read(event)
        case "Transferred":
            return Transferred.read(event)
        case "Burned":
            return Burned.read(event)
        case _:
            raise ClientError("unknown-event", "the program has no event of this name")
