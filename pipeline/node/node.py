"""A node: follows the chain, executes each batch, keeps the state and its tree, remembers what a prover needs."""

from __future__ import annotations

from attrs import frozen

from vprog.pipeline._engine import StateTree
from vprog.pipeline.l1.block import ChainBlock
from vprog.pipeline.node.backends import Backend, Executed
from vprog.pipeline.node.batch import Batch, LanePosition, Scheduled, batch_of
from vprog.wire.access import AccessType
from vprog.wire.outputs import decode_outputs
from vprog.wire.tx_input import Envelope, ResourceRecord, TxHeader, encode_input
from vprog.wire.versions import TX_VERSION

NO_RESOURCE = bytes(32)
"""Proven (as whatever it is, usually absent) when a batch touches nothing: a proof about no key at all would not be
bound to the state root (hazard H4)."""


@frozen
class ExecutedTransaction:
    """One transaction with its input blob, what it gave, and whether it failed."""

    scheduled: Scheduled
    blob: bytes
    executed: Executed

    @property
    def failed(self) -> bool:
        return self.executed.outputs[:1] != b"\x00"


@frozen
class ExecutedBatch:
    """A batch with its results; `proof` is the multi-proof of what it touches against the state before it."""

    batch: Batch
    transactions: tuple[ExecutedTransaction, ...]
    proof: bytes
    prev_root: bytes
    new_root: bytes
    undo: dict[bytes, bytes]
    """The earlier bytes of every resource that the batch changed."""


class Node:
    """State is a map from resource id to bytes. `batches` holds the lane's batches of the selected chain, in order."""

    def __init__(self, lane_id: bytes, backend: Backend) -> None:
        self.lane_id = lane_id
        self.backend = backend
        self.state: dict[bytes, bytes] = {}
        self.tree = StateTree()
        self.batches: list[ExecutedBatch] = []

    @property
    def root(self) -> bytes:
        return self.tree.root()

    @property
    def lane(self) -> LanePosition:
        return self.batches[-1].batch.after if self.batches else LanePosition()

    def connected(self, block: ChainBlock) -> None:
        """Executes the block's batch, if it has one."""
        batch = batch_of(block, self.lane_id, self.lane, len(self.batches) + 1)
        if batch is not None:
            self.batches.append(self._execute(batch))

    def disconnected(self, block: ChainBlock) -> None:
        """Takes back the block's batch: the state is what it was before."""
        if self.batches and self.batches[-1].batch.block.hash == block.hash:
            for resource_id, data in self.batches.pop().undo.items():
                self._store(resource_id, data)

    def _execute(self, batch: Batch) -> ExecutedBatch:
        ids = batch.resource_ids
        prev_root = self.root
        proof = self.tree.prove(list(ids) or [NO_RESOURCE])
        positions = {resource_id: index for index, resource_id in enumerate(ids)}
        undo = {resource_id: self.state.get(resource_id, b"") for resource_id in ids}
        done = tuple(self._run(batch, scheduled, positions) for scheduled in batch.transactions)
        return ExecutedBatch(batch, done, proof, prev_root, self.root, undo)

    def _run(self, batch: Batch, scheduled: Scheduled, positions: dict[bytes, int]) -> ExecutedTransaction:
        header = TxHeader(scheduled.tx.version, scheduled.tx_id, scheduled.merge_idx)
        if scheduled.tx.version != TX_VERSION:
            blob = encode_input(header)
        else:
            envelope = Envelope(batch.block.context_hash, scheduled.tx.payload, scheduled.tx.rest_preimage())
            records = [
                ResourceRecord(positions[entry.resource_id], self.state.get(entry.resource_id, b""))
                for entry in scheduled.access
            ]
            blob = encode_input(header, envelope, records)
        executed = self.backend.execute(blob)
        changes = decode_outputs(executed.outputs, len(scheduled.access))
        if isinstance(changes, tuple):
            for entry, data in zip(scheduled.access, changes, strict=True):
                # Only what was declared as written is stored, as the framework's host does (hazard H2).
                if data is not None and entry.access is AccessType.WRITE:
                    self._store(entry.resource_id, data)
        return ExecutedTransaction(scheduled, blob, executed)

    def _store(self, resource_id: bytes, data: bytes) -> None:
        if data:
            self.state[resource_id] = data
        else:
            self.state.pop(resource_id, None)
        self.tree.set(resource_id, data)
