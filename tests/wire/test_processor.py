"""process_transaction beyond the vectors: hazard H1, host errors, the dirty rule."""

import pytest

from vprog.wire.access import AccessMetadata, AccessType
from vprog.wire.codec import DecodeError
from vprog.wire.errors import MALFORMED_PAYLOAD, TX_ID_MISMATCH, GuestError, HostInputError
from vprog.wire.exits import SpkKind, StandardSpk
from vprog.wire.hashes import value_hash
from vprog.wire.journal import ExecutionContext, Success, decode_journal
from vprog.wire.outputs import decode_outputs
from vprog.wire.payload import encode_payload
from vprog.wire.processor import Handler, Processed, process_transaction
from vprog.wire.resource import Resource
from vprog.wire.sinks import DepositSink
from vprog.wire.transaction import L1Transaction
from vprog.wire.tx_input import Envelope, ResourceRecord, TxHeader, encode_input

CONTEXT = bytes([7]) * 32
IDS = [bytes([at]) * 32 for at in range(1, 4)]
DATA = [b"", b"old", b"gone"]


def nothing(*_: object) -> None:
    """A program that succeeds and does nothing."""


def blob(payload: bytes, records: list[ResourceRecord]) -> bytes:
    tx = L1Transaction(payload=payload)
    return encode_input(TxHeader(1, tx.id(), 5), Envelope(CONTEXT, payload, tx.rest_preimage()), records)


def run(handler: Handler) -> Processed:
    payload = encode_payload([AccessMetadata(key, AccessType.WRITE) for key in IDS], b"ix")
    return process_transaction(blob(payload, [ResourceRecord(9 + i, data) for i, data in enumerate(DATA)]), handler)


def test_effects_reach_outputs_and_journal() -> None:
    def handler(tx, merge_idx, context_hash, resources, exits, deposit) -> None:
        assert (tx.payload.ix_data, merge_idx, context_hash) == (b"ix", 5, CONTEXT)
        assert [r.is_new for r in resources] == [True, False, False]
        resources[0].replace(b"fresh")
        resources[2].resize(0)
        exits.emit(StandardSpk(SpkKind.PUB_KEY, IDS[0]), 3)
        deposit.set(IDS[1])

    done = run(handler)
    assert decode_outputs(done.outputs, 3) == (b"fresh", None, b"")
    journal = decode_journal(done.journal)
    assert journal.context is not None and isinstance(journal.output, Success)
    assert [r.index for r in journal.context.resources] == [9, 10, 11]
    assert [r.value_hash for r in journal.context.resources] == [value_hash(data) for data in DATA]
    assert journal.output.resource_hashes() == (value_hash(b"fresh"), None, bytes(32))
    assert [entry.amount for entry in journal.output.exit_entries()] == [3]
    assert journal.output.deposit_spk_hash == IDS[1]


def test_failure_drops_every_effect() -> None:
    def handler(tx, merge_idx, context_hash, resources, exits, deposit) -> None:
        resources[0].replace(b"fresh")
        exits.emit(StandardSpk(SpkKind.PUB_KEY, IDS[0]), 3)
        raise GuestError(300)

    done = run(handler)
    assert done.error == GuestError(300)
    assert done.outputs == bytes.fromhex("0100") + (300).to_bytes(4, "little")
    assert decode_journal(done.journal).output == GuestError(300)


def test_changing_the_list_changes_nothing() -> None:
    done = run(lambda tx, merge_idx, context_hash, resources, exits, deposit: resources.clear())
    assert decode_outputs(done.outputs, 3) == (None, None, None)


def test_other_exceptions_are_bugs() -> None:
    def handler(*_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(handler)


@pytest.mark.parametrize("payload", [b"", b"\x01\0\0\0", b"\xff" * 40, bytes([1, 0, 0, 0]) + bytes(32) + b"\x02"])
def test_malformed_payload_is_an_error_journal(payload: bytes) -> None:
    raw = blob(payload, [])
    done = process_transaction(raw, nothing)
    assert done.error == GuestError(MALFORMED_PAYLOAD)
    journal = decode_journal(done.journal)
    assert journal.context == ExecutionContext(CONTEXT)
    assert journal.error == GuestError(MALFORMED_PAYLOAD)
    assert decode_outputs(done.outputs, 0) == GuestError(MALFORMED_PAYLOAD)
    with pytest.raises(HostInputError, match=TX_ID_MISMATCH):
        process_transaction(raw[:2] + bytes(32) + raw[34:], nothing)


def test_short_resource_records_are_a_host_error() -> None:
    payload = encode_payload([AccessMetadata(IDS[0])], b"")
    with pytest.raises(HostInputError, match="index"):
        process_transaction(blob(payload, []), nothing)


def resource(data: bytes = b"abc") -> Resource:
    return Resource(AccessMetadata(IDS[0]), 0, data)


def test_touching_is_dirty_resizing_to_the_same_length_is_not() -> None:
    same, touched, replaced = resource(), resource(), resource()
    same.resize(3)
    touched.data_mut()
    replaced.replace(b"abc")
    assert (same.is_dirty, touched.is_dirty, replaced.is_dirty) == (False, True, True)
    assert touched.data == replaced.data == b"abc"


def test_resizing_cuts_or_fills_with_zeros() -> None:
    slot = resource()
    slot.resize(5)
    assert (slot.data, slot.is_dirty) == (b"abc\0\0", True)
    slot.resize(1)
    assert slot.data == b"a"
    empty = resource(b"")
    empty.resize(2)
    assert empty.is_new and empty.data == b"\0\0"


def test_deposit_sink() -> None:
    sink = DepositSink()
    sink.set(bytes(32))
    sink.set(IDS[0])
    sink.set(IDS[0])
    for other in (IDS[1], bytes(32)):
        with pytest.raises(DecodeError, match="set twice"):
            sink.set(other)
    assert sink.value == IDS[0]
