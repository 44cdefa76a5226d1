"""Transaction journal: what a transaction proof commits to (framework spec, section 5.6)."""

from collections.abc import Iterable, Iterator

import attrs

from vprog.wire.tx_input import TxHeader, read_header
from vprog.wire.versions import TX_VERSION

from .checks import length, unsigned
from .codec import DecodeError, Reader, Writer
from .errors import ProgramError, decode_error, encode_error
from .exits import Exit, decode_exits

COMMITMENT_SIZE = 68


@attrs.frozen
class ResourceCommitment:
    """One resource before execution: batch-local index, id, hash of its bytes (zero when empty)."""

    index: int = attrs.field(validator=unsigned(32))
    resource_id: bytes = attrs.field(validator=length(32))
    value_hash: bytes = attrs.field(validator=length(32))

    def encode(self) -> bytes:
        """`index u32 ‖ id[32] ‖ hash[32]`."""
        return self.index.to_bytes(4, "little") + self.resource_id + self.value_hash


@attrs.frozen
class ExecutionContext:
    """Context hash and resources a version 1 transaction ran on."""

    context_hash: bytes = attrs.field(validator=length(32))
    resources: tuple[ResourceCommitment, ...] = ()

    def encode(self) -> bytes:
        """`context_hash[32] ‖ u32 n ‖ n × 68`."""
        records = Writer().many(resource.encode() for resource in self.resources)
        return self.context_hash + records.finish()


@attrs.frozen
class Success:
    """Output commitment of a transaction that succeeded; `exits` and `resources` are as they lie on the wire."""

    exits: bytes = b""
    deposit_spk_hash: bytes = attrs.field(default=bytes(32), validator=length(32))
    resources: bytes = b""

    def exit_entries(self) -> tuple[Exit, ...]:
        """The exits. Raises GuestError or DecodeError for bad bytes."""
        return decode_exits(self.exits)

    def iter_resources(self) -> Iterator[bytes | DecodeError | None]:
        """Per resource: None when unchanged, else the new hash; a bad entry is yielded as its error."""
        reader = Reader(self.resources)
        while reader.remaining:
            try:
                yield _read_resource_output(reader)
            except DecodeError as error:
                yield error

    def resource_hashes(self) -> tuple[bytes | None, ...]:
        """As `iter_resources`; the first bad entry is raised."""
        reader = Reader(self.resources)
        found: list[bytes | None] = []
        while reader.remaining:
            found.append(_read_resource_output(reader))
        return tuple(found)

    def encode(self) -> bytes:
        """`00 ‖ exits blob ‖ deposit[32] ‖ resource outputs`."""
        return Writer().u8(0).blob(self.exits).write(self.deposit_spk_hash).write(self.resources).finish()


def _read_resource_output(reader: Reader) -> bytes | None:
    flag = reader.byte("flag")
    if flag > 1:
        raise DecodeError("invalid resource output flag")
    return reader.take(32, "hash") if flag else None


def encode_resource_hashes(hashes: Iterable[bytes | None]) -> bytes:
    """Per resource `00` (None: unchanged) or `01 ‖ new_hash[32]`."""
    return b"".join(b"\0" if value is None else b"\x01" + value for value in hashes)


@attrs.frozen
class Journal:
    """A decoded journal; `context` is None for a version other than 1."""

    header: TxHeader
    context: ExecutionContext | None
    output: Success | ProgramError

    @property
    def error(self) -> ProgramError | None:
        """The program's error, None for a success."""
        return None if isinstance(self.output, Success) else self.output

    def encode(self) -> bytes:
        """The bytes a guest commits."""
        context = b"" if self.context is None else self.context.encode()
        output = self.output.encode() if isinstance(self.output, Success) else b"\x01" + encode_error(self.output)
        return self.header.encode() + context + output


def decode_journal(raw: bytes) -> Journal:
    """Raises DecodeError. Exits and resource outputs are decoded on demand (`Success`)."""
    reader = Reader(raw)
    header = read_header(reader)
    context = _read_context(reader) if header.version == TX_VERSION else None
    return Journal(header, context, _read_output(reader))


def _read_context(reader: Reader) -> ExecutionContext:
    context_hash = reader.take(32, "context_hash")
    records = reader.records(COMMITMENT_SIZE, "input_resources")
    return ExecutionContext(
        context_hash,
        tuple(
            ResourceCommitment(int.from_bytes(record[:4], "little"), record[4:36], record[36:]) for record in records
        ),
    )


def _read_output(reader: Reader) -> Success | ProgramError:
    tag = reader.byte("discriminant")
    if tag == 1:
        return decode_error(reader)
    if tag != 0:
        raise DecodeError("invalid output commitment discriminant")
    return Success(reader.blob("exits"), reader.take(32, "deposit_spk_hash"), reader.rest())
