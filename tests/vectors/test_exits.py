"""exits.json: destinations, their scripts and leaf hashes. runtime.json: every blob, outside the program."""

import pytest
from test_tx_processor import check_input, check_journal, show_error, show_outputs
from vector_files import Case, cases, unhex

from vprog.wire.codec import DecodeError, Reader
from vprog.wire.errors import GuestError
from vprog.wire.exits import SpkKind, StandardSpk, decode_spk, spk_from_script
from vprog.wire.hashes import sha256
from vprog.wire.outputs import decode_outputs

KINDS = {"PubKey": SpkKind.PUB_KEY, "PubKeyEcdsa": SpkKind.PUB_KEY_ECDSA, "ScriptHash": SpkKind.SCRIPT_HASH}


@cases("exits.json", "standard_spk")
def test_destination(case: Case) -> None:
    spk = StandardSpk(KINDS[case["dest"]["kind"]], unhex(case["dest"]["payload"]))
    assert spk.encode().hex() == case["encoded"]
    assert spk.script().hex() == case["script"]
    assert decode_spk(Reader(spk.encode())) == spk
    assert spk_from_script(0, spk.script()) == spk
    leaf = sha256(b"\0", spk.script(), (12345).to_bytes(8, "little"))
    assert leaf.hex() == case["leaf_hash_amount_12345"]


@cases("exits.json", "negative")
def test_bad_destination(case: Case) -> None:
    with pytest.raises((GuestError, DecodeError)) as caught:
        if "script" in case:
            spk_from_script(case["spk_version"], unhex(case["script"]))
        else:
            decode_spk(Reader(unhex(case["input"])))
    assert show_error(caught.value) == case["err"]


@cases("runtime.json", "cases")
def test_recorded_bytes(case: Case) -> None:
    check_input(case, unhex(case["input"]))
    outputs = decode_outputs(unhex(case["result"]["outputs"]), len(case["resources_in"]))
    assert show_outputs(outputs) == case["result"]["decoded_outputs"]
    check_journal(unhex(case["result"]["journal"]), case["result"]["decoded_journal"])
