"""What a chain block says: its header values, what it accepted, and the lanes after it (L1 rules, section 6)."""

from __future__ import annotations

from attrs import frozen

from vprog.wire.seq_commit import context_hash
from vprog.wire.transaction import L1Transaction


@frozen
class Accepted:
    """A transaction of the mergeset; `merge_idx` counts all accepted transactions of the block, coinbase first."""

    merge_idx: int
    tx: L1Transaction
    tx_id: bytes


@frozen
class LaneState:
    """Tip of a lane and the blue score of the block that last touched it."""

    tip: bytes
    blue_score: int


@frozen
class ChainBlock:
    """A selected-chain block. Timestamps in milliseconds; `seq_commit` is header field accepted_id_merkle_root."""

    hash: bytes
    parent_hash: bytes
    height: int
    timestamp: int
    prev_timestamp: int
    daa_score: int
    blue_score: int
    accepted: tuple[Accepted, ...]
    seq_commit: bytes
    prev_seq_commit: bytes
    payload_and_context_digest: bytes
    inactivity_shortcut: bytes
    lanes: dict[bytes, LaneState]

    @property
    def context_hash(self) -> bytes:
        return context_hash(self.prev_timestamp, self.daa_score, self.blue_score)

    def lane(self, lane_id: bytes) -> tuple[Accepted, ...]:
        """The accepted transactions of one subnetwork, in acceptance order."""
        return tuple(a for a in self.accepted if a.tx.subnetwork_id == lane_id)
