"""What stands where a resource was deleted: one byte, for ever (docs/program-abi.md, "Payload")."""

from __future__ import annotations

from typing import Final

from attrs import frozen

TOMBSTONE_KIND: Final = 0xFF


@frozen
class Tombstone:
    """A deleted resource. Its address cannot be used again."""

    def encode(self) -> bytes:
        return bytes([TOMBSTONE_KIND])
