"""What is encoded decodes to itself, and what decodes encodes to the same bytes."""

from hypothesis import given
from hypothesis import strategies as st
from strategies import access_lists, blob, exits, hash32, locks, signers, spks, transactions, uint

from vprog.wire.access import decode_access_list, encode_access_list
from vprog.wire.addresses import PREFIXES, decode_address, encode_address
from vprog.wire.codec import DecodeError, Reader, Writer
from vprog.wire.errors import GuestError, decode_error, encode_error
from vprog.wire.exits import Exit, SpkKind, StandardSpk, decode_exits, spk_from_script
from vprog.wire.journal import ExecutionContext, Journal, ResourceCommitment, Success, decode_journal
from vprog.wire.journal import encode_resource_hashes as encode_hashes
from vprog.wire.l1 import outpoint_at, output_at
from vprog.wire.locks import decode_lock, encode_lock
from vprog.wire.outputs import decode_outputs, encode_failure, encode_success
from vprog.wire.payload import decode_payload, encode_payload
from vprog.wire.signers import encode_signers, read_signers
from vprog.wire.transaction import L1Transaction, decode_rest_preimage
from vprog.wire.tx_input import Envelope, ResourceRecord, TxHeader, decode_input, encode_input

errors = st.one_of(st.builds(GuestError, uint(32)), st.builds(DecodeError, st.text(max_size=20)))
changes = st.lists(st.none() | blob, max_size=4)


@given(uint(8), uint(16), uint(32), uint(64), blob, st.lists(blob, max_size=4))
def test_codec(a: int, b: int, c: int, d: int, data: bytes, items: list[bytes]) -> None:
    writer = Writer().u8(a).u16(b).u32(c).u64(d).blob(data)
    raw = writer.many(Writer().blob(item).finish() for item in items).finish()
    reader = Reader(raw)
    read = (reader.byte("a"), reader.u16("b"), reader.u32("c"), reader.u64("d"), reader.blob("e"))
    assert read == (a, b, c, d, data)
    assert reader.many(lambda r: r.blob("item"), "items") == items
    assert reader.remaining == 0


@given(access_lists, blob)
def test_payload(access: tuple, ix_data: bytes) -> None:
    raw = encode_payload(access, ix_data)
    payload = decode_payload(raw)
    assert (payload.access, payload.ix_data, payload.raw) == (access, ix_data, raw)
    assert raw[payload.ix_offset :] == ix_data
    assert decode_access_list(Reader(encode_access_list(access))) == access


@given(locks)
def test_lock(lock) -> None:
    assert decode_lock(encode_lock(lock)) == lock


@given(signers)
def test_signers(found: tuple) -> None:
    assert read_signers(Reader(encode_signers(found))) == found


@given(st.lists(exits, max_size=4))
def test_exits(entries: list[Exit]) -> None:
    assert list(decode_exits(b"".join(entry.encode() for entry in entries))) == entries


@given(spks, st.sampled_from(PREFIXES))
def test_scripts_and_addresses(spk: StandardSpk, prefix: str) -> None:
    assert spk_from_script(0, spk.script()) == spk
    assert decode_address(encode_address(spk, prefix)) == (prefix, spk)


@given(errors)
def test_error(error: GuestError | DecodeError) -> None:
    assert decode_error(Reader(encode_error(error))) == error
    assert decode_outputs(encode_failure(error), 3) == error


@given(changes)
def test_outputs(ops: list[bytes | None]) -> None:
    assert decode_outputs(encode_success(ops), len(ops)) == tuple(ops)


@given(hash32, uint(32), st.lists(st.tuples(uint(32), hash32, hash32, st.none() | hash32), max_size=4), errors)
def test_journal(tx_id: bytes, merge_idx: int, records: list[tuple], error: GuestError | DecodeError) -> None:
    context = ExecutionContext(tx_id, tuple(ResourceCommitment(*record[:3]) for record in records))
    hashes = tuple(record[3] for record in records)
    exit_bytes = Exit(StandardSpk(SpkKind.PUB_KEY, tx_id), merge_idx).encode()
    for output in (Success(exit_bytes, tx_id, encode_hashes(hashes)), error):
        for journal in (
            Journal(TxHeader(1, tx_id, merge_idx), context, output),
            Journal(TxHeader(0, tx_id, merge_idx), None, output),
        ):
            decoded = decode_journal(journal.encode())
            assert decoded == journal
            if isinstance(decoded.output, Success):
                assert decoded.output.resource_hashes() == hashes


@given(transactions)
def test_transaction(tx: L1Transaction) -> None:
    rest = tx.rest_preimage()
    decoded = decode_rest_preimage(rest, tx.payload)
    assert decoded.rest_preimage() == rest
    assert decoded.id() == tx.id()
    assert [output_at(rest, at) for at in range(len(tx.outputs))] == list(tx.outputs)
    assert [outpoint_at(rest, at) for at in range(len(tx.inputs))] == [item.outpoint for item in tx.inputs]


@given(transactions, access_lists, blob, st.data())
def test_input(tx: L1Transaction, access: tuple, ix_data: bytes, data: st.DataObject) -> None:
    records = tuple(ResourceRecord(data.draw(uint(32)), data.draw(blob)) for _ in access)
    header = TxHeader(1, tx.id(), data.draw(uint(32)))
    envelope = Envelope(tx.id(), encode_payload(access, ix_data), tx.rest_preimage())
    decoded = decode_input(encode_input(header, envelope, records) + data.draw(blob))
    assert (decoded.header, decoded.envelope, decoded.resources) == (header, envelope, records)
    assert decoded.payload is not None and decoded.payload.access == access
