"""Input blob of the transaction processor (framework spec, section 5.2).

Two families of failure: `HostInputError` for a blob no honest host builds, `PayloadError` for a payload
whose access list does not decode. The first leaves no trace; the second is the sender's fault and must be
answered with an error journal (hazard H1), so the envelope before it is decoded on its own.
"""

from collections.abc import Sequence

import attrs

from .checks import length, unsigned
from .codec import DecodeError, Reader, Writer
from .errors import TX_ID_MISMATCH, HostInputError
from .l1 import tx_id_v1
from .payload import Payload, decode_payload
from .versions import TX_VERSION


@attrs.frozen
class TxHeader:
    """The part every version has: 38 bytes."""

    version: int = attrs.field(validator=unsigned(16))
    tx_id: bytes = attrs.field(validator=length(32))
    merge_idx: int = attrs.field(validator=unsigned(32))

    def encode(self) -> bytes:
        """`version u16 ‖ tx_id[32] ‖ merge_idx u32`."""
        return Writer().u16(self.version).write(self.tx_id).u32(self.merge_idx).finish()


def read_header(reader: Reader) -> TxHeader:
    """The 38 bytes that inputs and journals start with."""
    return TxHeader(reader.u16("version"), reader.take(32, "tx_id"), reader.u32("merge_idx"))


@attrs.frozen
class ResourceRecord:
    """Batch-local index and current bytes (empty: absent) of one declared resource."""

    index: int = attrs.field(validator=unsigned(32))
    data: bytes = b""


@attrs.frozen
class Envelope:
    """A version 1 input up to its resource records; `payload` is still raw."""

    context_hash: bytes = attrs.field(validator=length(32))
    payload: bytes
    rest_preimage: bytes


@attrs.frozen
class ProcessorInput:
    """A whole input. A version other than 1 has neither envelope, payload nor resources."""

    header: TxHeader
    envelope: Envelope | None = None
    payload: Payload | None = None
    resources: tuple[ResourceRecord, ...] = ()


def encode_input(header: TxHeader, envelope: Envelope | None = None, resources: Sequence[ResourceRecord] = ()) -> bytes:
    """The blob. `resources` are in access-list order."""
    writer = Writer().write(header.encode())
    if envelope is not None:
        writer.write(envelope.context_hash)
        writer.u32(8 + len(envelope.payload) + len(envelope.rest_preimage))
        writer.blob(envelope.payload).blob(envelope.rest_preimage)
        for record in resources:
            writer.u32(record.index).blob(record.data)
    return writer.finish()


def read_envelope(reader: Reader) -> Envelope:
    """What follows the header of a version 1 input. DecodeError when short."""
    context_hash = reader.take(32, "context_hash")
    tx = Reader(reader.blob("tx"))
    return Envelope(context_hash, tx.blob("payload"), tx.blob("rest_preimage"))


def read_resources(reader: Reader, count: int) -> tuple[ResourceRecord, ...]:
    """`count` records. DecodeError when short."""
    return tuple(ResourceRecord(reader.u32("index"), reader.blob("data")) for _ in range(count))


def check_tx_id(header: TxHeader, envelope: Envelope) -> None:
    """HostInputError unless the id is the one that payload and rest preimage give."""
    if tx_id_v1(envelope.payload, envelope.rest_preimage) != header.tx_id:
        raise HostInputError(TX_ID_MISMATCH)


def decode_input(blob: bytes) -> ProcessorInput:
    """Decode a blob without checking the tx id; trailing bytes are ignored.

    Raises HostInputError for a malformed blob and PayloadError for a malformed access list.
    """
    reader = Reader(blob)
    try:
        header = read_header(reader)
        if header.version != TX_VERSION:
            return ProcessorInput(header)
        envelope = read_envelope(reader)
    except DecodeError as error:
        raise HostInputError(error.field) from None
    payload = decode_payload(envelope.payload)
    try:
        return ProcessorInput(header, envelope, payload, read_resources(reader, len(payload.access)))
    except DecodeError as error:
        raise HostInputError(error.field) from None
