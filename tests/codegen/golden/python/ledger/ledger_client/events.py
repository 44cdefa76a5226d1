"""Events of the program `ledger`, as a node reports them.

They are observations: neither the outputs nor the journal of a transaction hold them.
"""

from __future__ import annotations

from attrs import frozen
from vprog.client import observed
from vprog.client.errors import ClientError
from vprog.client.observed import Document

from .addresses import UserAddress
from .types import Sompi


# ledger.vprog:22
@frozen
class Transferred:
    """`Transferred`."""

    source: UserAddress
    target: UserAddress
    amount: Sompi

    @classmethod
    def read(cls, event: Document) -> Transferred:
        """Raises ClientError for a document with other fields."""
        return cls(
            source=UserAddress(observed.raw(event, "source", 32)),
            target=UserAddress(observed.raw(event, "target", 32)),
            amount=Sompi(observed.integer(event, "amount")),
        )


# ledger.vprog:23
@frozen
class Deposited:
    """`Deposited`."""

    user: UserAddress
    amount: Sompi

    @classmethod
    def read(cls, event: Document) -> Deposited:
        """Raises ClientError for a document with other fields."""
        return cls(
            user=UserAddress(observed.raw(event, "user", 32)),
            amount=Sompi(observed.integer(event, "amount")),
        )


# ledger.vprog:24
@frozen
class Withdrawn:
    """`Withdrawn`."""

    user: UserAddress
    amount: Sompi

    @classmethod
    def read(cls, event: Document) -> Withdrawn:
        """Raises ClientError for a document with other fields."""
        return cls(
            user=UserAddress(observed.raw(event, "user", 32)),
            amount=Sompi(observed.integer(event, "amount")),
        )


Event = Transferred | Deposited | Withdrawn


def read(event: Document) -> Event:
    """The event of a document `{"event": name, field: value, ...}`. Raises ClientError."""
    match event.get("event"):
        case "Transferred":
            return Transferred.read(event)
        case "Deposited":
            return Deposited.read(event)
        case "Withdrawn":
            return Withdrawn.read(event)
        case _:
            raise ClientError("unknown-event", "the program has no event of this name")
