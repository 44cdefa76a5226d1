"""The bridge: from chain blocks to batches, one for each block that touches the lane (framework sections 4, 12)."""

from __future__ import annotations

from attrs import frozen

from vprog.pipeline.l1.block import Accepted, ChainBlock
from vprog.pipeline.l1.embedded import FINALITY_DEPTH
from vprog.wire.access import AccessMetadata
from vprog.wire.errors import PayloadError
from vprog.wire.payload import decode_payload
from vprog.wire.seq_commit import lane_key
from vprog.wire.transaction import L1Transaction
from vprog.wire.versions import TX_VERSION

ZERO = bytes(32)


@frozen
class LanePosition:
    """A lane's tip and last active blue score, as the bridge carries them from block to block."""

    tip: bytes = ZERO
    blue_score: int = 0


@frozen
class Scheduled:
    """A transaction of the lane with the resources it declares: none where the access list does not decode (hazard H1)
    or the version is not 1."""

    merge_idx: int
    tx: L1Transaction
    tx_id: bytes
    access: tuple[AccessMetadata, ...]


@frozen
class Batch:
    """The lane's transactions of one chain block."""

    index: int
    block: ChainBlock
    lane_id: bytes
    transactions: tuple[Scheduled, ...]
    before: LanePosition
    after: LanePosition
    lane_expired: bool

    @property
    def resource_ids(self) -> tuple[bytes, ...]:
        """Every id the batch touches, ascending; a transaction's batch-local index is the position here."""
        return tuple(sorted({entry.resource_id for tx in self.transactions for entry in tx.access}))


def batch_of(block: ChainBlock, lane_id: bytes, before: LanePosition, index: int) -> Batch | None:
    """The batch of a block, or None when the block has no transaction of the lane."""
    accepted = block.lane(lane_id)
    if not accepted:
        return None
    lane = block.lanes[lane_key(lane_id)]
    return Batch(
        index=index,
        block=block,
        lane_id=lane_id,
        transactions=tuple(_schedule(item) for item in accepted),
        before=before,
        after=LanePosition(lane.tip, lane.blue_score),
        lane_expired=max(0, block.blue_score - before.blue_score) > FINALITY_DEPTH,
    )


def _schedule(item: Accepted) -> Scheduled:
    access: tuple[AccessMetadata, ...] = ()
    if item.tx.version == TX_VERSION:
        try:
            access = decode_payload(item.tx.payload).access
        except PayloadError:
            access = ()
    return Scheduled(item.merge_idx, item.tx, item.tx_id, access)
