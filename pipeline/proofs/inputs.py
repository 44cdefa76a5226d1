"""Input blobs of the batch guest and the aggregator guest (framework sections 9.1 and 10.2)."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from vprog.pipeline.l1.embedded import LaneWitness
from vprog.pipeline.node.node import ExecutedBatch
from vprog.wire.codec import Writer
from vprog.wire.seq_commit import lane_key


@frozen
class Deployment:
    """What a batch proof is bound to, 32 bytes each. `deposit_spk_hash` is zero for a program without deposits."""

    tx_image_id: bytes
    covenant_id: bytes
    deposit_spk_hash: bytes


def batch_input(executed: ExecutedBatch, deployment: Deployment) -> bytes:
    """The batch guest's input; the journals stand in execution order."""
    batch, block = executed.batch, executed.batch.block
    journals = Writer()
    for tx in executed.transactions:
        journals.blob(tx.executed.journal)
    writer = Writer().write(deployment.tx_image_id).write(deployment.covenant_id)
    writer.write(deployment.deposit_spk_hash).write(lane_key(batch.lane_id))
    writer.blob(executed.proof)
    writer.u64(block.blue_score).u64(block.daa_score).u64(block.prev_timestamp)
    writer.write(block.prev_seq_commit).write(batch.before.tip).u64(batch.before.blue_score)
    writer.u8(1 if batch.lane_expired else 0)
    return writer.blob(journals.finish()).finish()


def aggregate_input(batch_image_id: bytes, witness: LaneWitness, journals: Sequence[bytes]) -> bytes:
    """The aggregator's input; `witness` is of the bundle's last block."""
    writer = Writer().write(batch_image_id).write(witness.payload_and_context_digest)
    writer.write(witness.prev_seq_commit).write(witness.inactivity_shortcut)
    writer.blob(witness.proof.encode())
    for journal in journals:
        writer.blob(journal)
    return writer.finish()
