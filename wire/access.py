"""Access metadata and the access list (framework spec, section 3)."""

import itertools
from collections.abc import Iterable
from enum import IntEnum

import attrs

from .checks import length
from .codec import DecodeError, Reader, Writer

ENTRY_SIZE = 33
NOT_ASCENDING = "access metadata not strictly ascending"


class AccessType(IntEnum):
    """What a transaction may do with a declared resource."""

    READ = 0
    WRITE = 1


@attrs.frozen(order=True)
class AccessMetadata:
    """One declared resource: `resource_id[32] ‖ access u8`."""

    resource_id: bytes = attrs.field(validator=length(32))
    access: AccessType = AccessType.READ

    def encode(self) -> bytes:
        return self.resource_id + bytes([self.access])


def encode_access_list(entries: Iterable[AccessMetadata]) -> bytes:
    """`u32 n ‖ n × 33`. Raises DecodeError when the ids are not strictly ascending."""
    items = tuple(entries)
    _require_ascending(items)
    return Writer().many(entry.encode() for entry in items).finish()


def decode_access_list(reader: Reader) -> tuple[AccessMetadata, ...]:
    """The entries, strictly ascending by id; DecodeError otherwise (an unknown access byte is "ZeroCopy")."""
    records = reader.records(ENTRY_SIZE, "access_metadata")
    if any(record[32] > 1 for record in records):
        raise DecodeError("access type is neither 0 (read) nor 1 (write)", "ZeroCopy")
    entries = tuple(AccessMetadata(record[:32], AccessType(record[32])) for record in records)
    _require_ascending(entries)
    return entries


def _require_ascending(entries: tuple[AccessMetadata, ...]) -> None:
    for before, after in itertools.pairwise(entries):
        if before.resource_id >= after.resource_id:
            raise DecodeError(NOT_ASCENDING)
