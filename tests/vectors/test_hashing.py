"""hashing.json: hash functions, transaction ids, sequencing commitment, derived ids, scripts."""

import hashlib

from vector_files import Case, cases, unhex

from vprog.wire import hashes, ids, l1, seq_commit


def det(tag: str, index: int) -> bytes:
    return hashlib.sha256(tag.encode() + index.to_bytes(8, "little")).digest()


@cases("hashing.json", "core")
def test_core(case: Case) -> None:
    parts = [unhex(part) for part in case["parts"]] if "parts" in case else [unhex(case["data"])]
    if case["fn"] == "hash":
        digest = hashes.sha256(*parts) if case["algo"] == "sha256" else hashes.blake3(*parts)
    elif case["algo"] == "sha256":
        digest = hashes.sha256(unhex(case["domain"]), *parts)
    else:
        digest = hashes.blake3_keyed(unhex(case["domain"]), *parts)
    assert digest.hex() == case["digest"]


@cases("hashing.json", "l1_tx_id")
def test_tx_id(case: Case) -> None:
    payload, rest = unhex(case["payload"]), unhex(case["rest_preimage"])
    assert l1.payload_digest(payload).hex() == case["payload_digest"]
    assert l1.tx_id_v1(payload, rest).hex() == case["tx_id"]
    assert l1.tx_id_v1_from_digest(l1.payload_digest(payload), rest).hex() == case["tx_id"]


@cases("hashing.json", "seq_commit")
def test_seq_commit(case: Case) -> None:
    # Arguments stand in the case in call order; 64-bit ones are decimal strings or numbers.
    raw = [value for name, value in case.items() if name not in ("fn", "out")]

    def b(at: int) -> bytes:
        return unhex(raw[at])

    def n(at: int) -> int:
        return int(raw[at])

    match case["fn"]:
        case "lane_key":
            out = seq_commit.lane_key(b(0))
        case "activity_leaf":
            out = seq_commit.activity_leaf(b(0), n(1), n(2))
        case "mergeset_context_hash":
            out = seq_commit.context_hash(n(0), n(1), n(2))
        case "lane_tip_next":
            out = seq_commit.lane_tip(b(0), b(1), b(2), b(3))
        case "smt_leaf_hash":
            out = seq_commit.active_leaf(b(0), n(1))
        case "activity_root_hash":
            out = seq_commit.activity_root(b(0), b(1))
        case "payload_and_context_digest":
            out = seq_commit.payload_and_context_digest(b(0), b(1))
        case "seq_state_root":
            out = seq_commit.state_root(b(0), b(1))
        case "seq_commit":
            out = seq_commit.seq_commit(b(0), b(1))
        case other:
            raise AssertionError(f"unknown function {other}")
    assert out.hex() == case["out"]


@cases("hashing.json", "activity_digest")
def test_activity_digest(case: Case) -> None:
    leaves = [det("act-leaf", i) for i in range(case["count"])]
    assert seq_commit.activity_digest(leaves).hex() == case["digest"]


@cases("hashing.json", "runtime")
def test_runtime(case: Case) -> None:
    match case["fn"]:
        case "derive_program_resource" | "config_resource_id":
            out = ids.program_resource_id(unhex(case["label"]))
        case "derive_user_resource":
            out = ids.user_resource_id(unhex(case["lock_hash"]))
        case "signature_message":
            rest, presig = (unhex(value) for name, value in case.items() if name not in ("fn", "out"))
            out = ids.signature_message(rest, presig)
        case other:
            raise AssertionError(f"unknown function {other}")
    assert out.hex() == case["out"]


@cases("hashing.json", "misc")
def test_misc(case: Case) -> None:
    match case["fn"]:
        case "blake2b_script_hash":
            assert l1.script_hash(unhex(case["script"])).hex() == case["out"]
        case "delegate_entry":
            covenant = unhex(case["covenant_id"])
            assert l1.delegate_script(covenant).hex() == case["script"]
            assert l1.delegate_spk_hash(covenant).hex() == case["spk_hash"]
        case "covenant_id":
            raise AssertionError("covenant ids are in covenant_ids.json")
        case other:
            raise AssertionError(f"unknown function {other}")
