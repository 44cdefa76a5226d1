"""tx_processor.json: input blobs, outputs and journals."""

import itertools
from typing import Any

import pytest
from program_vm import PanicError, test_vm
from tx_models import l1_tx
from vector_files import Case, cases, unhex

from vprog.wire.codec import DecodeError
from vprog.wire.errors import MALFORMED_PAYLOAD, GuestError, HostInputError, PayloadError, ProgramError
from vprog.wire.exits import Exit, iter_exits
from vprog.wire.hashes import value_hash
from vprog.wire.journal import Success, decode_journal
from vprog.wire.outputs import decode_outputs
from vprog.wire.processor import process_transaction
from vprog.wire.tx_input import Envelope, ResourceRecord, TxHeader, decode_input, encode_input

EXIT_KINDS = {"PUB_KEY": "PubKey", "PUB_KEY_ECDSA": "PubKeyEcdsa", "SCRIPT_HASH": "ScriptHash"}


@cases("tx_processor.json", "cases")
def test_case(case: Case) -> None:
    blob = unhex(case["input"])
    check_input(case, blob)
    if "panic" in case["result"]:
        with pytest.raises((PanicError, HostInputError)):
            process_transaction(blob, test_vm)
        return
    done = process_transaction(blob, test_vm)
    result = case["result"]
    assert done.outputs.hex() == result["outputs"]
    assert done.journal.hex() == result["journal"]
    count = len(case["resources_in"])
    assert show_outputs(decode_outputs(done.outputs, count)) == result["decoded_outputs"]
    check_journal(done.journal, result["decoded_journal"])


def check_input(case: Case, blob: bytes) -> None:
    """The blob is what our encoder makes of the case, and the transaction's id is ours too."""
    document = case["l1_tx"]
    tx = l1_tx(document)
    assert case["stdin_frame"] == (len(blob).to_bytes(4, "little") + blob).hex()
    header = TxHeader(document["version"], unhex(document["tx_id"]), case["merge_idx"])
    if header.version != 1:
        assert encode_input(header) == blob
        return
    assert tx.id() == header.tx_id
    envelope = Envelope(unhex(case["context_hash"]), tx.payload, tx.rest_preimage())
    records = [ResourceRecord(item["index"], unhex(item["data"])) for item in case["resources_in"]]
    assert encode_input(header, envelope, records) == blob
    decoded = decode_input(blob)
    assert (decoded.header, decoded.envelope, list(decoded.resources)) == (header, envelope, records)


@cases("tx_processor.json", "negative_inputs")
def test_negative_input(case: Case) -> None:
    blob, wanted = unhex(case["input"]), case["decode"]
    if wanted == "ok":
        decode_input(blob)
    else:
        with pytest.raises((HostInputError, PayloadError)) as caught:
            decode_input(blob)
        assert wanted["err"]["kind"] != "Decode" or caught.value.field == wanted["err"]["msg"]

    if "panic" not in case["process"]:
        done = process_transaction(blob, test_vm)
        assert (done.outputs.hex(), done.journal.hex()) == (case["process"]["outputs"], case["process"]["journal"])
    elif wanted != "ok" and isinstance(caught.value, PayloadError):
        check_malformed_payload(blob)
    else:
        with pytest.raises(HostInputError):
            process_transaction(blob, test_vm)


def check_malformed_payload(blob: bytes) -> None:
    """Hazard H1: the framework's guest panics here, ours commits an error over no resources."""
    done = process_transaction(blob, test_vm)
    assert done.error == GuestError(MALFORMED_PAYLOAD)
    assert done.outputs == bytes.fromhex("010010000000")
    assert done.journal == blob[:70] + bytes(4) + bytes.fromhex("010010000000")


@cases("tx_processor.json", "outputs_decode")
def test_outputs_decode(case: Case) -> None:
    try:
        decoded = decode_outputs(unhex(case["outputs"]), case["count"])
    except DecodeError as error:
        decoded = error
    assert show_outputs(decoded) == case["decoded"]


@cases("tx_processor.json", "journal_decode")
def test_journal_decode(case: Case) -> None:
    check_journal(unhex(case["journal"]), case["decoded"])


def show_error(error: ProgramError) -> dict[str, Any]:
    if isinstance(error, GuestError):
        return {"kind": "Guest", "code": error.code}
    return {"kind": "Decode", "msg": error.field}


def show_outputs(decoded: tuple[bytes | None, ...] | ProgramError) -> dict[str, Any]:
    if isinstance(decoded, tuple):
        return {"storage_ops": [None if data is None else data.hex() for data in decoded]}
    return {"err": show_error(decoded)}


def show_exit(entry: Exit | ProgramError) -> dict[str, Any]:
    if not isinstance(entry, Exit):
        return {"err": show_error(entry)}
    kind = EXIT_KINDS[entry.spk.kind.name]
    return {"kind": kind, "payload": entry.spk.payload.hex(), "amount": str(entry.amount)}


def show_change(change: bytes | DecodeError | None) -> Any:
    if isinstance(change, DecodeError):
        return {"err": show_error(change)}
    return "unchanged" if change is None else {"changed": change.hex()}


def check_journal(raw: bytes, expected: dict[str, Any]) -> None:
    try:
        journal = decode_journal(raw)
    except DecodeError as error:
        assert {"err": show_error(error)} == expected
        return
    assert journal.header == TxHeader(expected["version"], unhex(expected["tx_id"]), expected["merge_idx"])
    context = journal.context
    assert (context and context.context_hash.hex()) == expected["context_hash"]
    inputs = context and [
        {"resource_index": r.index, "resource_id": r.resource_id.hex(), "hash": r.value_hash.hex()}
        for r in context.resources
    ]
    assert inputs == expected["input_resources"]
    check_output(journal.output, expected["output"])
    assert raw.startswith(journal.encode())


def check_output(output: Success | ProgramError, expected: dict[str, Any]) -> None:
    if not isinstance(output, Success):
        assert {"error": show_error(output)} == expected
        return
    assert output.deposit_spk_hash.hex() == expected["deposit_spk_hash"]
    # The recorded lists stop early where an error would repeat for ever in the original iterator.
    wanted_exits, wanted_changes = expected["exits"], expected["resources"]
    cut = any("err" in entry for entry in wanted_exits)
    found = [show_exit(e) for e in itertools.islice(iter_exits(output.exits), len(wanted_exits) if cut else None)]
    assert found == wanted_exits
    assert [show_change(change) for change in output.iter_resources()] == wanted_changes


def test_absent_resource_hashes_as_zero() -> None:
    assert value_hash(b"") == bytes(32)
