"""From executed batches to the receipt that settles: transaction, batch, aggregate (framework sections 5, 9, 10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

from attrs import frozen

from vprog.pipeline.l1.embedded import EmbeddedL1
from vprog.pipeline.node.node import ExecutedBatch
from vprog.pipeline.proofs.inputs import Deployment, aggregate_input, batch_input
from vprog.pipeline.proofs.journals import BatchJournal, SettlementJournal
from vprog.pipeline.proofs.provers import ProofError, Prover
from vprog.pipeline.proofs.receipts import Receipt


class ProofMode(IntEnum):
    """How far the pipeline proves. Each mode includes the ones before it; only FULL can settle."""

    OFF = 0
    TRANSACTION = 1
    BATCH = 2
    FULL = 3


@frozen
class Images:
    """Image ids of the three guests."""

    transaction: bytes
    batch: bytes
    aggregator: bytes


@frozen
class ProvenBatch:
    """What one batch has by way of proof; `batch` is None below mode BATCH."""

    executed: ExecutedBatch
    transactions: tuple[Receipt, ...]
    batch: Receipt | None

    @property
    def cycles(self) -> int:
        """User cycles of all its receipts."""
        return sum(r.cycles for r in self.transactions) + (self.batch.cycles if self.batch else 0)


@frozen
class Bundle:
    """Consecutive proven batches under one aggregate receipt."""

    batches: tuple[ProvenBatch, ...]
    receipt: Receipt
    journal: SettlementJournal


Progress = Callable[[str], None]


class ProvingPipeline:
    """Proves batches as far as its mode says."""

    def __init__(
        self, prover: Prover, mode: ProofMode, images: Images, deployment: Deployment, progress: Progress | None = None
    ) -> None:
        self.prover = prover
        self.mode = mode
        self.images = images
        self.deployment = deployment
        self._report = progress

    def prove_batch(self, executed: ExecutedBatch) -> ProvenBatch:
        """Every transaction's receipt, the failed ones' too, and the batch's over them.

        Raises ProofError when a guest's journal is not what the node executed: then the node is wrong."""
        receipts: list[Receipt] = []
        if self.mode >= ProofMode.TRANSACTION:
            for number, tx in enumerate(executed.transactions, 1):
                self._progress(f"batch {executed.batch.index}: transaction {number} of {len(executed.transactions)}")
                receipt = self.prover.prove(self.images.transaction, tx.blob)
                if receipt.journal != tx.executed.journal:
                    raise ProofError("execution-mismatch", "the zkVM's journal is not the one the node executed")
                receipts.append(receipt)
        batch_receipt = None
        if self.mode >= ProofMode.BATCH:
            self._progress(f"batch {executed.batch.index}: batch proof")
            blob = batch_input(executed, self.deployment)
            batch_receipt = self.prover.prove(self.images.batch, blob, receipts)
            journal = BatchJournal.decode(batch_receipt.journal)
            if (journal.prev_state, journal.new_state) != (executed.prev_root, executed.new_root):
                raise ProofError("root-mismatch", "the batch proof moves between other roots than the node did")
        return ProvenBatch(executed, tuple(receipts), batch_receipt)

    def _progress(self, line: str) -> None:
        if self._report is not None:
            self._report(line)

    def aggregate(self, l1: EmbeddedL1, batches: Sequence[ProvenBatch]) -> Bundle:
        """The receipt that settles these consecutive batches. Raises ProofError below mode FULL."""
        receipts = [b.batch for b in batches if b.batch is not None]
        if self.mode < ProofMode.FULL or not batches or len(receipts) != len(batches):
            raise ProofError("not-proven", "only batches proven in mode full can be settled")
        self._progress(f"aggregate of {len(batches)} batches")
        last = batches[-1].executed.batch
        witness = l1.lane_witness(last.block, last.lane_id)
        blob = aggregate_input(self.images.batch, witness, [r.journal for r in receipts])
        receipt = self.prover.prove(self.images.aggregator, blob, receipts)
        journal = SettlementJournal.decode(self.prover.verify(receipt, self.images.aggregator))
        if journal.new_seq_commit != last.block.seq_commit:
            raise ProofError("seq-commit-mismatch", "the proof ends at another block than the chain has")
        return Bundle(tuple(batches), receipt, journal)
