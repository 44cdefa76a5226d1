"""lane_smt.json and seq_commits.json: the lanes tree, its proofs, and a chain of sequencing commitments."""

from vector_files import Case, cases, load, unhex

from vprog.wire import seq_commit
from vprog.wire.hashes import ZERO_HASH
from vprog.wire.lane_smt import DEPTH, EMPTY, EMPTY_ROOT, LaneTree, decode_lane_proof


def test_empty_hashes() -> None:
    for document in load("lane_smt.json"):
        assert document["depth"] == DEPTH
        assert document["empty_root"] == EMPTY_ROOT.hex()
        for line in document["empty_hashes"]:
            height, digest = line.split(":")
            assert EMPTY[int(height)].hex() == digest


@cases("lane_smt.json", "trees")
def test_tree(case: Case) -> None:
    leaves: dict[bytes, bytes] = {}
    for entry in case["entries"]:
        key = seq_commit.lane_key(unhex(entry["lane_id"]))
        leaf = seq_commit.active_leaf(unhex(entry["lane_tip"]), entry["blue_score"])
        assert (key.hex(), leaf.hex()) == (entry["lane_key"], entry["leaf_hash"])
        leaves[key] = leaf
    tree, root = LaneTree(leaves), unhex(case["root"])
    assert len(leaves) == case["n"]
    assert tree.root == root
    for proof in case["proofs"]:
        check_proof(tree, root, proof)


def check_proof(tree: LaneTree, root: bytes, proof: Case) -> None:
    key, raw = unhex(proof["lane_key"]), unhex(proof["proof"])
    leaf = proof["leaf_hash"] and unhex(proof["leaf_hash"])
    decoded = decode_lane_proof(raw)
    assert tree.prove(key) == decoded
    assert decoded.encode() == raw
    if "siblings" in proof:
        assert len(decoded.siblings) == proof["siblings"]
    assert decoded.verify(root, key, leaf)
    assert not decoded.verify(root, key, ZERO_HASH)
    assert not decoded.verify(ZERO_HASH, key, leaf)
    if leaf is not None:
        assert not decoded.verify(root, key, None)


def check_block(block: Case, lanes: dict[bytes, bytes], tips: dict[bytes, bytes]) -> None:
    at = block["context"]
    context = seq_commit.context_hash(at["timestamp"], at["daa_score"], at["blue_score"])
    assert context.hex() == block["context_hash"]
    activity: dict[str, list[bytes]] = {}
    for tx in block["txs"]:
        leaf = seq_commit.activity_leaf(unhex(tx["tx_id"]), tx["version"], tx["merge_idx"])
        assert leaf.hex() == tx["activity_leaf"]
        activity.setdefault(tx["lane_id"], []).append(leaf)
    assert set(activity) == {update["lane_id"] for update in block["lane_updates"]}
    parent = unhex(block["parent_seq_commit"])
    for update in block["lane_updates"]:
        key = seq_commit.lane_key(unhex(update["lane_id"]))
        digest = seq_commit.activity_digest(activity[update["lane_id"]])
        parent_ref = parent if update["is_new"] else tips[key]
        tip = seq_commit.lane_tip(parent_ref, key, digest, context)
        leaf = seq_commit.active_leaf(tip, at["blue_score"])
        recorded = (update["lane_key"], update["activity_digest"], update["parent_ref"], update["new_tip"])
        assert (key.hex(), digest.hex(), parent_ref.hex(), tip.hex()) == recorded
        assert leaf.hex() == update["leaf_hash"]
        tips[key], lanes[key] = tip, leaf
    check_commitment(block, context, LaneTree(lanes))


def check_commitment(block: Case, context: bytes, tree: LaneTree) -> None:
    miner = block["miner"]
    leaf = seq_commit.miner_leaf(unhex(miner["block_hash"]), int(miner["blue_work_be"], 16), unhex(miner["payload"]))
    payload_root = seq_commit.merkle_root([leaf])
    assert (leaf.hex(), payload_root.hex()) == (miner["leaf"], miner["root"])
    digest = seq_commit.payload_and_context_digest(context, payload_root)
    root = seq_commit.activity_root(unhex(block["inactivity_shortcut"]), tree.root)
    state = seq_commit.state_root(root, digest)
    commit = seq_commit.seq_commit(unhex(block["parent_seq_commit"]), state)
    assert tree.root.hex() == block["lanes_root"]
    assert digest.hex() == block["payload_and_ctx_digest"]
    assert root.hex() == block["activity_root"]
    assert (state.hex(), commit.hex()) == (block["state_root"], block["seq_commit"])
    check_proof(tree, tree.root, block["lane_a_proof"])


def test_chain() -> None:
    for document in load("seq_commits.json"):
        lanes: dict[bytes, bytes] = {}
        tips: dict[bytes, bytes] = {}
        previous: str | None = None
        for block in document["blocks"]:
            assert previous in (None, block["parent_seq_commit"])
            check_block(block, lanes, tips)
            previous = block["seq_commit"]
