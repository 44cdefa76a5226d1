"""Makes and checks receipts: `DevProver` executes only, `RealProver` makes risc0 composite proofs."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from vprog.pipeline import workers
from vprog.pipeline.proofs.receipts import DevReceipt, RealReceipt, Receipt
from vprog.pipeline.workers import Assumption, Executor, WorkerError, frame

SEGMENT_PO2 = 17
"""Cycles in a proof segment, as a power of two: each segment has a fixed cost, and memory grows with its size."""


class ProofError(Exception):
    """A proof that cannot be made, or a receipt that does not hold. `code` is a stable slug."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Prover(Protocol):
    """One way to prove. `assumptions` are the receipts that the guest's own verifications rely on."""

    name: str

    def load(self, elf: Path) -> bytes:
        """Makes a guest known; returns its image id."""
        ...

    def prove(self, image_id: bytes, blob: bytes, assumptions: Sequence[Receipt] = ()) -> Receipt:
        """Runs the guest on an input blob. Raises ProofError when the guest gives up: there is no receipt then."""
        ...

    def verify(self, receipt: Receipt, image_id: bytes) -> bytes:
        """The journal that the receipt vouches for. Raises ProofError."""
        ...


class DevProver:
    """Executes in the zkVM and marks the result as unproven."""

    name = "dev"

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def load(self, elf: Path) -> bytes:
        return self._executor.load(elf)

    def prove(self, image_id: bytes, blob: bytes, assumptions: Sequence[Receipt] = ()) -> Receipt:
        claims = [Assumption(self.verify_any(r), r.journal) for r in assumptions]
        run = self._executor.execute(image_id, frame(blob), claims)
        if run.exit != "halted":
            raise ProofError("guest-panicked", run.message)
        return DevReceipt(image_id, run.journal, run.user_cycles)

    def verify_any(self, receipt: Receipt) -> bytes:
        """The image id of a receipt that this prover can stand on."""
        self.verify(receipt, receipt.image_id)
        return receipt.image_id

    def verify(self, receipt: Receipt, image_id: bytes) -> bytes:
        if not isinstance(receipt, DevReceipt) or receipt.image_id != image_id:
            raise ProofError("receipt-invalid", "not a dev receipt of this program")
        return receipt.journal


class RealProver:
    """Real composite receipts of risc0 3.0, one file each, below `folder`."""

    name = "real"

    def __init__(self, worker: workers.RealProver, folder: Path | None = None) -> None:
        self._worker = worker
        self._folder = folder or Path(tempfile.mkdtemp(prefix="vprog-receipts-"))
        self._made = 0

    def load(self, elf: Path) -> bytes:
        return self._worker.load(elf)

    def prove(self, image_id: bytes, blob: bytes, assumptions: Sequence[Receipt] = ()) -> Receipt:
        inner = [r.path for r in assumptions if isinstance(r, RealReceipt)]
        if len(inner) != len(assumptions):
            raise ProofError("receipt-invalid", "a real proof cannot stand on dev receipts")
        self._made += 1
        path = self._folder / f"receipt-{self._made:04}.bin"
        try:
            proved = self._worker.prove(image_id, frame(blob), path, inner, segment_po2=SEGMENT_PO2)
        except WorkerError as error:
            raise ProofError(error.code, error.message) from None
        return RealReceipt(image_id, proved.journal, proved.total_cycles, path)

    def verify(self, receipt: Receipt, image_id: bytes) -> bytes:
        if not isinstance(receipt, RealReceipt):
            raise ProofError("receipt-invalid", "a dev receipt proves nothing")
        try:
            journal = self._worker.verify(receipt.path, image_id)
        except WorkerError as error:
            raise ProofError("receipt-invalid", error.message) from None
        if journal != receipt.journal:
            raise ProofError("receipt-invalid", "the receipt vouches for another journal")
        return journal
