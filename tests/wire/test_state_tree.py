"""The state tree: the recorded roots and proofs of the framework, and proofs about any contents."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import hash32

from vprog.wire.codec import DecodeError
from vprog.wire.hashes import ZERO_HASH
from vprog.wire.state_smt import StateTree, decode_state_proof

VECTORS = Path(os.environ.get("VPROG_VECTORS") or Path(__file__).resolve().parents[3] / "shared" / "vectors")

# Keys that share long prefixes, down to the last bit, as well as random ones.
keys = st.one_of(
    hash32,
    st.integers(0, 3).map(lambda low: bytes(31) + bytes([low])),
    st.integers(0, 255).map(lambda bit: (1 << bit).to_bytes(32, "big")),
)
states = st.dictionaries(keys, hash32.filter(lambda value: value != ZERO_HASH), max_size=8)


def recorded(section: str) -> list[dict[str, Any]]:
    paths = sorted(VECTORS.rglob("smt.json"))
    assert paths, f"no smt.json below {VECTORS}"
    found = json.loads(paths[0].read_text("utf-8"))[section]
    return [case for case in found if case.get("algo", "sha256") == "sha256"]


def test_recorded_roots() -> None:
    for case in (case for case in recorded("roots") if case["entries"] is not None):
        entries = {bytes.fromhex(key): bytes.fromhex(value) for key, value in case["entries"]}
        assert StateTree(entries).root.hex() == case["root"]


def test_recorded_proofs() -> None:
    cases = [case for case in recorded("proofs") if case["queried"]]
    assert len(cases) > 20
    for case in cases:
        proof = decode_state_proof(bytes.fromhex(case["proof"]))
        assert proof.root().hex() == case["proof_root"]
        values = proof.values()
        assert [values[bytes.fromhex(key)].hex() for key in case["queried"]] == case["member_values"]


def test_recorded_refusals() -> None:
    """What the reference takes is taken alike; of everything else, nothing passes as a proof about that state."""
    cases = [case for case in recorded("negative") if "proof" in case and "members" in case["result"]]
    about = cases[0]["result"]["root"]["ok"]
    assert cases[0]["name"] == "valid baseline"
    for case in cases:
        root, members = case["result"]["root"], case["result"]["members"]
        sound = root.get("matches_state") and not any("err" in member for member in members)
        try:
            proof = decode_state_proof(bytes.fromhex(case["proof"]))
            found, values = proof.root().hex(), proof.values()
        except DecodeError:
            assert not sound, case["name"]
            continue
        assert (found == about) == bool(sound), case["name"]
        assert not sound or [values[bytes.fromhex(m["key"])].hex() for m in members] == [
            m["value_hash"] for m in members
        ]


def test_recorded_short_proofs() -> None:
    cases = [case for case in recorded("negative") if "decode_err" in case["result"]]
    assert len(cases) >= 5
    for case in cases:
        with pytest.raises(DecodeError):
            decode_state_proof(bytes.fromhex(case["proof"]))


@settings(max_examples=80, deadline=None)
@given(states, st.lists(keys, min_size=1, max_size=5, unique=True))
def test_proofs(state: dict[bytes, bytes], queried: list[bytes]) -> None:
    tree = StateTree(state)
    proof = decode_state_proof(tree.prove(queried))
    assert proof.root() == tree.root
    assert proof.values() == {key: state.get(key, ZERO_HASH) for key in queried}


@settings(max_examples=150, deadline=None)
@given(states, st.lists(keys, min_size=1, max_size=3, unique=True), st.data())
def test_no_changed_proof_says_anything_else(
    state: dict[bytes, bytes], queried: list[bytes], data: st.DataObject
) -> None:
    """A proof with changed bytes is refused, about another root, or says the same."""
    tree = StateTree(state)
    raw = bytearray(tree.prove(queried))
    for _ in range(data.draw(st.integers(1, 3))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        proof = decode_state_proof(bytes(raw))
        root, values = proof.root(), proof.values()
    except DecodeError:
        return
    assert root != tree.root or all(state.get(key, ZERO_HASH) == value for key, value in values.items())


def test_a_proof_about_nothing_is_none() -> None:
    with pytest.raises(DecodeError):
        decode_state_proof(StateTree({}).prove([])).root()
