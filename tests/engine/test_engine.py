"""The native engine from Python, against the shared vectors."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from vprog.pipeline import _engine as engine

ROOT = Path(__file__).resolve().parents[2]
VECTORS = Path(os.environ.get("VPROG_VECTORS", ROOT.parent / "shared" / "vectors"))
ZERO = bytes(32)


def load(name: str) -> Any:
    path = next(VECTORS.rglob(name), None)
    assert path is not None, f"no {name} below {VECTORS}"
    return json.loads(path.read_text())


def det(tag: str, i: int) -> bytes:
    return hashlib.sha256(tag.encode() + i.to_bytes(8, "little")).digest()


def key_set(rule: str, count: int) -> engine.StateTree:
    tree = engine.StateTree()
    for i in range(count):
        key = det("smt-key", i) if rule == "random" else (i + 1).to_bytes(32, "big")
        tree.set_hash(key, det("smt-val", i))
    return tree


def accept(_image_id: bytes, _journal: bytes) -> bool:
    return True


SMT = load("smt.json")


@pytest.mark.parametrize("case", [c for c in SMT["roots"] if c["algo"] == "sha256"], ids=lambda c: str(c["count"]))
def test_roots(case: Any) -> None:
    tree = key_set(case["key_rule"], case["count"])
    assert len(tree) == case["count"]
    assert tree.root().hex() == case["root"]
    assert list(tree.values()) == sorted(tree.values())


@pytest.mark.parametrize("case", [c for c in SMT["proofs"] if c["algo"] == "sha256"], ids=lambda c: c["name"])
def test_proofs(case: Any) -> None:
    rule, rest = case["name"].split(" n=")
    tree = key_set(rule, int(rest.split(":")[0]))
    queried = [bytes.fromhex(key) for key in case["queried"]]
    assert tree.prove(queried).hex() == case["proof"]
    values = [bytes.fromhex(value) for value in case["new_values"]]
    before, after = engine.proof_roots(bytes.fromhex(case["proof"]), values)
    assert (before.hex(), after.hex()) == (case["proof_root"], case["new_root"])
    saved = tree.copy()
    for key, value in zip(queried, values, strict=True):
        tree.set_hash(key, value)
        assert tree.get(key) == value
    if queried:
        assert tree.root().hex() == case["new_root"]
    assert saved.root().hex() == case["state_root"]


@pytest.mark.parametrize("history", SMT["delete_divergence"], ids=lambda h: h["name"])
def test_root_is_a_function_of_the_contents(history: Any) -> None:
    tree = engine.StateTree()
    for step in history["steps"]:
        for key, value in step["diffs"]:
            tree.set_hash(bytes.fromhex(key), bytes.fromhex(value))
        assert tree.root().hex() == step["canonical_root"]


def test_data_is_hashed_and_empty_data_removes() -> None:
    tree = engine.StateTree()
    key = bytes([7]) * 32
    tree.set(key, b"data")
    assert tree.get(key) == hashlib.sha256(b"data").digest()
    tree.set(key, b"")
    assert (len(tree), tree.root()) == (0, ZERO)
    tree.set(key, b"data")
    tree.remove(key)
    assert tree.get(key) == ZERO


def test_bad_keys_are_coded() -> None:
    tree = engine.StateTree()
    with pytest.raises(engine.EngineError) as short:
        tree.set(b"short", b"")
    assert short.value.code == "engine-digest-length"
    with pytest.raises(ValueError, match="duplicate keys") as twice:
        tree.prove([ZERO, ZERO])
    assert isinstance(twice.value, engine.EngineError)
    assert twice.value.code == "state-proof-keys"
    with pytest.raises(engine.EngineError) as malformed:
        engine.proof_roots(b"", [])
    assert malformed.value.code == "state-proof-invalid"


BATCHES = load("batch_processor.json")


@pytest.mark.parametrize("case", BATCHES["cases"], ids=lambda c: c["name"])
def test_batches(case: Any) -> None:
    raw = bytes.fromhex(case["input"])
    asked: list[bytes] = []

    def record(image_id: bytes, journal: bytes) -> bool:
        assert image_id == raw[:32]
        asked.append(journal)
        return True

    assert engine.process_batch(raw, record).hex() == case["journal"]
    if case.get("tx_journals"):
        assert [journal.hex() for journal in asked] == case["tx_journals"]


@pytest.mark.parametrize("case", BATCHES["negative"], ids=lambda c: c["name"])
def test_broken_batches(case: Any) -> None:
    raw = bytes.fromhex(case["input"])
    if "journal" in case["result"]:
        assert engine.process_batch(raw, accept).hex() == case["result"]["journal"]
        return
    with pytest.raises(engine.EngineError) as rejected:
        engine.process_batch(raw, accept)
    assert rejected.value.code.startswith("batch-")


def test_unproven_journals_are_rejected_and_exceptions_pass() -> None:
    raw = bytes.fromhex(BATCHES["cases"][0]["input"])
    with pytest.raises(engine.EngineError) as rejected:
        engine.process_batch(raw, lambda _image_id, _journal: False)
    assert rejected.value.code == "batch-journal-unverified"

    def fail(_image_id: bytes, _journal: bytes) -> bool:
        raise KeyError("receipt")

    with pytest.raises(KeyError, match="receipt"):
        engine.process_batch(raw, fail)


BUNDLES = [*load("aggregator.json")["cases"], *load("pipeline.json")["aggregated"]]


@pytest.mark.parametrize("case", BUNDLES, ids=lambda c: c["name"])
def test_bundles(case: Any) -> None:
    raw = bytes.fromhex(case["input"])
    if "panic" in case["result"]:
        with pytest.raises(engine.EngineError) as rejected:
            engine.aggregate(raw, accept)
        assert rejected.value.code.startswith(("aggregate-", "lane-proof-"))
        return
    journal = engine.aggregate(raw, accept)
    assert len(journal) == 352
    assert journal.hex() == case["result"]["journal"][:704]


@pytest.mark.parametrize("case", load("lane_smt.json")["trees"], ids=lambda c: str(c["n"]))
def test_lane_trees(case: Any) -> None:
    tree = engine.LaneTree()
    for entry in case["entries"]:
        leaf = engine.lane_leaf(bytes.fromhex(entry["lane_tip"]), entry["blue_score"])
        assert leaf.hex() == entry["leaf_hash"]
        tree.set(bytes.fromhex(entry["lane_key"]), leaf)
    assert tree.root().hex() == case["root"]
    for proof in case["proofs"]:
        key, leaf = bytes.fromhex(proof["lane_key"]), proof["leaf_hash"]
        assert tree.prove(key).hex() == proof["proof"]
        root = engine.lane_root(bytes.fromhex(proof["proof"]), key, None if leaf is None else bytes.fromhex(leaf))
        assert root.hex() == case["root"]


KINDS = {"PubKey": b"\x00", "PubKeyEcdsa": b"\x01", "ScriptHash": b"\x08"}
EXITS = load("exits.json")


@pytest.mark.parametrize("case", EXITS["permission_trees"], ids=lambda c: str(c["count"]))
def test_permission_trees(case: Any) -> None:
    entries = b"".join(
        (b"\x00" + det("dest", i), b"\x01\x02" + det("dest", i), b"\x08" + det("dest", i))[i % 3]
        + (1000 * (i + 1)).to_bytes(8, "little")
        for i in range(case["count"])
    )
    for i, exit_ in enumerate(case["exits"] or []):
        assert KINDS[exit_["kind"]] + bytes.fromhex(exit_["payload"]) in entries, i
    tree = engine.permission_tree(entries)
    assert len(tree) == case["count"]
    assert tree.spk_hash().hex() == case["permission_spk_hash"]
    script = tree.redeem_script()
    if case["count"] == 0:
        assert script is None
        return
    assert script is not None
    assert (tree.root().hex(), len(script)) == (case["root"], case["redeem_script_len"])
    if case["redeem_script"] is not None:
        assert script.hex() == case["redeem_script"]
    assert len(tree.branch(0)) == case["depth"]
    with pytest.raises(engine.EngineError) as missing:
        tree.branch(case["count"])
    assert missing.value.code == "permission-no-such-exit"


def test_malformed_exits() -> None:
    with pytest.raises(engine.EngineError) as malformed:
        engine.permission_tree(b"\x02")
    assert malformed.value.code == "exit-malformed"
