"""Where the resources of the program `ledger` stand: 32 bytes, derived, never chosen."""

from typing import NewType

from vprog.client import values
from vprog.client.types import LockId
from vprog.wire.ids import program_resource_id, user_resource_id

# ledger.vprog:27
ConfigAddress = NewType("ConfigAddress", bytes)
"""The address of a `Config`."""


def config() -> ConfigAddress:
    """The one `Config`: its address is a constant."""
    return ConfigAddress(program_resource_id("config"))


# ledger.vprog:34
UserAddress = NewType("UserAddress", bytes)
"""The address of a `User`."""


def user(*, initial_lock: LockId) -> UserAddress:
    """Where the `User` of a lock id stands."""
    return UserAddress(user_resource_id(values.raw("initial_lock", initial_lock, 32)))
