"""Where the resources of the program `rich` stand: 32 bytes, derived, never chosen."""

from typing import NewType

from vprog.client import values
from vprog.client.types import LockId
from vprog.wire.ids import program_resource_id, user_resource_id

# rich.vprog:37
CouncilAddress = NewType("CouncilAddress", bytes)
"""The address of a `Council`."""


def council() -> CouncilAddress:
    """The one `Council`: its address is a constant."""
    return CouncilAddress(program_resource_id("council"))


# rich.vprog:51
MemberAddress = NewType("MemberAddress", bytes)
"""The address of a `Member`."""


def member(*, first: LockId) -> MemberAddress:
    """Where the `Member` of a lock id stands."""
    return MemberAddress(user_resource_id(values.raw("first", first, 32)))
