"""Outputs a guest writes to stdout and the host decodes (framework spec, section 5.5)."""

from collections.abc import Iterable

from .codec import DecodeError, Reader, Writer
from .errors import ProgramError, decode_error, encode_error

StorageOps = tuple[bytes | None, ...]
"""Per declared resource: None when unchanged, else the new bytes (empty: deleted)."""


def encode_success(ops: Iterable[bytes | None]) -> bytes:
    """`00 ‖ per resource 00, or 01 ‖ data blob`."""
    writer = Writer().u8(0)
    for data in ops:
        if data is None:
            writer.u8(0)
        else:
            writer.u8(1).blob(data)
    return writer.finish()


def encode_failure(error: ProgramError) -> bytes:
    """`01 ‖ error`."""
    return b"\x01" + encode_error(error)


def decode_outputs(raw: bytes, count: int) -> StorageOps | ProgramError:
    """The storage operations of `count` resources, or the program's error as a value.

    Raises DecodeError for bytes that are neither; trailing bytes are ignored.
    """
    reader = Reader(raw)
    tag = reader.byte("discriminant")
    if tag == 1:
        return decode_error(reader)
    if tag != 0:
        raise DecodeError("invalid output discriminant")
    return tuple(reader.blob("data") if reader.boolean("dirty_flag") else None for _ in range(count))
