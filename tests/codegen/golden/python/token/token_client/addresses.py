"""Where the resources of the program `token` stand: 32 bytes, derived, never chosen."""

from typing import NewType

from vprog.client import values
from vprog.client.types import LockId
from vprog.wire.ids import derived_resource_id

# token.vprog:17
MintAddress = NewType("MintAddress", bytes)
"""The address of a `Mint`."""


def mint(*, issuer: LockId, symbol: bytes) -> MintAddress:
    """Where the `Mint` of these fields stands."""
    return MintAddress(derived_resource_id(0, values.raw("issuer", issuer, 32), values.raw("symbol", symbol, 8)))


# token.vprog:25
HoldingAddress = NewType("HoldingAddress", bytes)
"""The address of a `Holding`."""


def holding(*, mint: MintAddress, owner: LockId) -> HoldingAddress:
    """Where the `Holding` of these fields stands."""
    return HoldingAddress(derived_resource_id(1, values.raw("mint", mint, 32), values.raw("owner", owner, 32)))
