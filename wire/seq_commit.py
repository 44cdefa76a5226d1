"""Lanes and the sequencing commitment (framework spec, section 2.2; L1 rules, section 6)."""

from collections.abc import Sequence

from .codec import Writer
from .hashes import (
    ACTIVE_LEAF,
    ACTIVITY_LEAF,
    ACTIVITY_ROOT,
    LANE_KEY,
    LANE_TIP,
    MERGESET_CONTEXT,
    MINER_PAYLOAD_LEAF,
    SEQ_MERKLE_BRANCH,
    ZERO_HASH,
    blake3_keyed,
)
from .l1 import payload_digest


def h_seq(left: bytes, right: bytes) -> bytes:
    """The pair hash of the sequencing commitment."""
    return blake3_keyed(SEQ_MERKLE_BRANCH, left, right)


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """Root over leaves: none is zero, one is itself; a missing right sibling is the zero hash at every level."""
    level = list(leaves)
    if not level:
        return ZERO_HASH
    while len(level) > 1:
        if len(level) % 2:
            level.append(ZERO_HASH)
        level = [h_seq(level[i], level[i + 1]) for i in range(0, len(level), 2)]
    return level[0]


def lane_key(subnetwork_id: bytes) -> bytes:
    """Key of a lane (20-byte subnetwork id) in the lanes tree."""
    return blake3_keyed(LANE_KEY, subnetwork_id)


def context_hash(parent_timestamp: int, daa_score: int, blue_score: int) -> bytes:
    """Mergeset context of a chain block. The timestamp (ms) is its selected parent's."""
    return blake3_keyed(MERGESET_CONTEXT, Writer().u64(parent_timestamp).u64(daa_score).u64(blue_score).finish())


def activity_leaf(tx_id: bytes, version: int, merge_idx: int) -> bytes:
    """Leaf of one accepted transaction."""
    return blake3_keyed(ACTIVITY_LEAF, Writer().write(tx_id).u16(version).u32(merge_idx).finish())


def activity_digest(leaves: Sequence[bytes]) -> bytes:
    """Digest of a lane's activity leaves in one block, in acceptance order."""
    return merkle_root(leaves)


def lane_tip(parent_ref: bytes, key: bytes, digest: bytes, context: bytes) -> bytes:
    """Next tip of a lane; `parent_ref` is the previous tip, or the parent's seq commit when the lane was idle."""
    return blake3_keyed(LANE_TIP, parent_ref, key, digest, context)


def active_leaf(tip: bytes, blue_score: int) -> bytes:
    """Value of a lane in the lanes tree."""
    return blake3_keyed(ACTIVE_LEAF, tip, blue_score.to_bytes(8, "little"))


def activity_root(inactivity_shortcut: bytes, lanes_root: bytes) -> bytes:
    """Root that binds the lanes tree and the shortcut past idle lanes."""
    return blake3_keyed(ACTIVITY_ROOT, inactivity_shortcut, lanes_root)


def miner_leaf(block_hash: bytes, blue_work: int, coinbase_payload: bytes) -> bytes:
    """Leaf of one merged block; blue work is written big-endian without leading zeros."""
    work = blue_work.to_bytes((blue_work.bit_length() + 7) // 8, "big")
    head = Writer().write(block_hash).u64(len(work)).write(work).finish()
    return blake3_keyed(MINER_PAYLOAD_LEAF, head, payload_digest(coinbase_payload))


def payload_and_context_digest(context: bytes, payload_root: bytes) -> bytes:
    """Context hash and miner payload root, as one."""
    return h_seq(context, payload_root)


def state_root(root: bytes, payload_and_context: bytes) -> bytes:
    """Activity root and payload/context digest, as one."""
    return h_seq(root, payload_and_context)


def seq_commit(parent_seq_commit: bytes, root: bytes) -> bytes:
    """The sequencing commitment in a chain block's header."""
    return h_seq(parent_seq_commit, root)
