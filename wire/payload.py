"""Payload of an L2 transaction: access list and instruction bytes (framework spec, section 4.1)."""

from collections.abc import Iterable

import attrs

from .access import AccessMetadata, decode_access_list, encode_access_list
from .codec import DecodeError, Reader
from .errors import PayloadError


@attrs.frozen
class Payload:
    """A decoded payload; `raw` is the whole of it, which signature offsets and the tx id refer to."""

    raw: bytes
    access: tuple[AccessMetadata, ...]
    ix_data: bytes

    @property
    def ix_offset(self) -> int:
        """Where the instruction bytes start in `raw`."""
        return len(self.raw) - len(self.ix_data)


def encode_payload(access: Iterable[AccessMetadata], ix_data: bytes) -> bytes:
    """`access list ‖ ix_data`."""
    return encode_access_list(access) + ix_data


def decode_payload(raw: bytes) -> Payload:
    """Split a payload. Raises PayloadError when the access list does not decode."""
    reader = Reader(raw)
    try:
        access = decode_access_list(reader)
    except DecodeError as error:
        raise PayloadError(error.field, error.kind) from None
    return Payload(bytes(raw), access, reader.rest())
