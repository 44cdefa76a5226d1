"""The transaction processor: blob in, outputs and journal out (framework spec, section 5.3)."""

from typing import Protocol

import attrs

from vprog.wire.tx_input import TxHeader, check_tx_id, read_envelope, read_header, read_resources
from vprog.wire.versions import TX_VERSION

from .codec import DecodeError, Reader
from .errors import (
    MALFORMED_PAYLOAD,
    VERSION_INCOMPATIBLE,
    GuestError,
    HostInputError,
    PayloadError,
    ProgramError,
)
from .hashes import value_hash
from .journal import ExecutionContext, Journal, ResourceCommitment, Success, encode_resource_hashes
from .outputs import encode_failure, encode_success
from .payload import Payload, decode_payload
from .resource import Resource
from .sinks import DepositSink, ExitSink


@attrs.frozen
class Transaction:
    """What a handler sees of the L1 transaction: payload, and inputs and outputs as a rest preimage."""

    tx_id: bytes
    payload: Payload
    rest_preimage: bytes


class Handler(Protocol):
    """A program. It fails by raising GuestError or DecodeError; anything else raised is a bug and passes through."""

    def __call__(
        self,
        tx: Transaction,
        merge_idx: int,
        context_hash: bytes,
        resources: list[Resource],
        exits: ExitSink,
        deposit: DepositSink,
        /,
    ) -> None: ...


@attrs.frozen
class Processed:
    """Stdout bytes, journal bytes, and the error they carry (None: success)."""

    outputs: bytes
    journal: bytes
    error: ProgramError | None = None


def process_transaction(blob: bytes, handler: Handler) -> Processed:
    """Run `handler` on an input blob.

    Raises HostInputError, and commits nothing, for a blob that does not decode or whose tx id is not the
    one its payload and rest preimage give. A payload whose access list does not decode is answered with an
    error journal, code `MALFORMED_PAYLOAD`, over no resources (hazard H1); its resource records are not read.
    """
    reader = Reader(blob)
    try:
        header = read_header(reader)
        if header.version != TX_VERSION:
            return _failed(header, None, GuestError(VERSION_INCOMPATIBLE))
        envelope = read_envelope(reader)
        check_tx_id(header, envelope)
        try:
            payload = decode_payload(envelope.payload)
        except PayloadError:
            return _failed(header, ExecutionContext(envelope.context_hash), GuestError(MALFORMED_PAYLOAD))
        records = read_resources(reader, len(payload.access))
    except DecodeError as error:
        raise HostInputError(error.field) from None

    pairs = list(zip(payload.access, records, strict=True))
    context = ExecutionContext(
        envelope.context_hash,
        tuple(ResourceCommitment(r.index, a.resource_id, value_hash(r.data)) for a, r in pairs),
    )
    resources = [Resource(access, record.index, record.data) for access, record in pairs]
    exits, deposit = ExitSink(), DepositSink()
    transaction = Transaction(header.tx_id, payload, envelope.rest_preimage)
    try:
        # The handler gets its own list: what it does to the list itself must not reach the journal.
        handler(transaction, header.merge_idx, envelope.context_hash, list(resources), exits, deposit)
    except (GuestError, DecodeError) as error:
        return _failed(header, context, error)

    changed = [resource.data if resource.is_dirty else None for resource in resources]
    hashes = (None if data is None else value_hash(data) for data in changed)
    output = Success(exits.encode(), deposit.value, encode_resource_hashes(hashes))
    return Processed(encode_success(changed), Journal(header, context, output).encode())


def _failed(header: TxHeader, context: ExecutionContext | None, error: ProgramError) -> Processed:
    return Processed(encode_failure(error), Journal(header, context, error).encode(), error)
