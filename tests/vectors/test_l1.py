"""Vectors of L1's own crates: keyed hashes, covenant ids, transactions, signature hashes, masses, signatures."""

from typing import Any

import pytest
from tx_models import l1_tx, tx_out
from vector_files import Case, cases, entries, unhex

from vprog.wire import hashes, l1, mass, schnorr, sighash
from vprog.wire.transaction import L1Transaction, decode_rest_preimage


@cases("keyed_hashes.json", "vectors")
def test_keyed_hash(case: Case) -> None:
    domain = case["domain"].encode("ascii")
    kind = case["kind"].split()[0]
    functions = {
        "blake2b-256": hashes.blake2b_keyed,
        "blake3": hashes.blake3_keyed,
        "sha256(sha256(domain)": hashes.sha256_domain,
    }
    for vector in case["vectors"]:
        assert functions[kind](domain, unhex(vector["input"])).hex() == vector["hash"]


@cases("covenant_ids.json", "vectors")
def test_covenant_id(case: Case) -> None:
    outpoint = l1.Outpoint(unhex(case["outpoint"]["txid"]), case["outpoint"]["index"])
    outputs = [(item["index"], tx_out(item["output"])) for item in case["auth_outputs"]]
    assert l1.covenant_id(outpoint, outputs).hex() == case["covenant_id"]


def spent(case: Case) -> list[sighash.Utxo]:
    return [sighash.Utxo(u["amount"], unhex(u["spk_script"]), u["spk_version"]) for u in case["utxos"]]


@cases("transactions.json", "vectors")
def test_transaction(case: Case) -> None:
    tx = l1_tx(case["tx"])
    assert tx.id().hex() == case["id"]
    assert tx.hash().hex() == case["hash"]
    assert l1.payload_digest(tx.payload).hex() == case["payload_digest"]
    assert mass.estimated_size(tx) == case["estimated_size"]
    assert mass.compute_mass(tx) == case["compute_mass"]
    assert mass.transient_mass(tx) == case["transient_mass"]
    assert mass.storage_mass(tx, spent(case)) == case["computed_storage_mass"]
    if "id_preimage" in case:
        assert tx.encode(signatures=False, mass=False).hex() == case["id_preimage"]
    if "rest_preimage" in case:
        check_rest_preimage(tx, case)


def check_rest_preimage(tx: L1Transaction, case: Case) -> None:
    rest = tx.rest_preimage()
    assert rest.hex() == case["rest_preimage"]
    assert l1.rest_digest(rest).hex() == case["rest_digest"]
    decoded = decode_rest_preimage(rest, tx.payload)
    assert decoded.rest_preimage() == rest
    assert decoded.outputs == tx.outputs
    assert [l1.output_at(rest, i) for i in range(len(tx.outputs))] == list(tx.outputs)
    assert [l1.outpoint_at(rest, i) for i in range(len(tx.inputs))] == [i.outpoint for i in tx.inputs]


def _transactions() -> dict[str, Any]:
    return {case["name"]: case for case in entries("transactions.json", "vectors")}


@cases("sighash.json", "vectors")
def test_sighash(case: Case) -> None:
    document = _transactions()[case["tx_name"]]
    tx, at, kind = l1_tx(document["tx"]), case["input"], case["hash_type_byte"]
    utxo = spent(document)[at]
    assert sighash.schnorr_sighash(tx, at, utxo, kind).hex() == case["schnorr"]
    assert sighash.ecdsa_sighash(tx, at, utxo, kind).hex() == case["ecdsa"]


def test_unknown_hash_type_is_refused() -> None:
    with pytest.raises(ValueError, match="hash type"):
        sighash.schnorr_sighash(L1Transaction(), 0, sighash.Utxo(1, b""), 3)


def check_signature(case: Case) -> None:
    key, digest, signature = unhex(case["xonly_pubkey"]), unhex(case["digest"]), unhex(case["signature"])
    assert schnorr.verify(key, digest, signature)
    for at in (0, 31, 32, 63):
        assert not schnorr.verify(key, digest, flip(signature, at))
        assert not schnorr.verify(key, flip(digest, at % 32), signature)
        assert not schnorr.verify(flip(key, at % 32), digest, signature)


def flip(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@cases("schnorr.json", "message_signatures")
def test_message_signature(case: Case) -> None:
    assert hashes.personal_message(case["message"]).hex() == case["digest"]
    check_signature(case)
    check_secret(case, deterministic=bool(case.get("no_aux_rand")))


@cases("schnorr.json", "digest_signatures")
def test_digest_signature(case: Case) -> None:
    check_signature(case)
    check_secret(case, deterministic=bool(case.get("no_aux_rand")))


def check_secret(case: Case, *, deterministic: bool) -> None:
    secret, digest = unhex(case["secret_key"]), unhex(case["digest"])
    assert schnorr.public_key(secret).hex() == case["xonly_pubkey"]
    ours = schnorr.sign(secret, digest)
    assert schnorr.sign(secret, digest) == ours
    assert schnorr.verify(unhex(case["xonly_pubkey"]), digest, ours)
    if deterministic:
        assert ours.hex() == case["signature"]


@cases("schnorr.json", "frost_signatures")
def test_threshold_signature(case: Case) -> None:
    if "message" in case:
        assert hashes.personal_message(case["message"]).hex() == case["digest"]
    check_signature(case)
