"""The lanes tree on any contents: inclusion and absence proofs hold, and for nothing else."""

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import hash32

from vprog.wire.lane_smt import LaneTree, decode_lane_proof

# Keys that share long prefixes, down to the last bit, as well as random ones.
keys = st.one_of(
    hash32,
    st.integers(0, 3).map(lambda low: bytes(31) + bytes([low])),
    st.integers(0, 255).map(lambda bit: (1 << bit).to_bytes(32, "big")),
)


@settings(max_examples=60)
@given(st.dictionaries(keys, hash32, max_size=8), keys)
def test_proofs(leaves: dict[bytes, bytes], other: bytes) -> None:
    tree = LaneTree(leaves)
    for key in {*leaves, other}:
        proof = tree.prove(key)
        assert decode_lane_proof(proof.encode()) == proof
        leaf = leaves.get(key)
        assert proof.verify(tree.root, key, leaf)
        assert not proof.verify(tree.root, key, bytes(31) + b"\x01" if leaf is None else None)


@given(st.dictionaries(keys, hash32, min_size=1, max_size=6))
def test_root_changes_with_a_leaf(leaves: dict[bytes, bytes]) -> None:
    key = min(leaves)
    changed = {**leaves, key: bytes(b ^ 1 for b in leaves[key])}
    removed = {k: v for k, v in leaves.items() if k != key}
    assert len({LaneTree(leaves).root, LaneTree(changed).root, LaneTree(removed).root}) == 3
