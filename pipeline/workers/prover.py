"""Real risc0 receipts (`runtime/provers/risc0`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from .base import Worker


@frozen
class Proven:
    """A receipt that was made, checked and stored."""

    journal: bytes
    total_cycles: int
    user_cycles: int
    segments: int
    seal_bytes: int


class RealProver(Worker):
    """Makes and checks real risc0 receipts (`runtime/provers/risc0`); built only when asked for."""

    BINARY = "vprog-risc0-prover"

    def load(self, elf: Path) -> bytes:
        """Loads a user ELF; gives its image id (32 bytes). Errors: elf-missing, elf-invalid."""
        return bytes.fromhex(self.call("load", {"path": str(elf.resolve())})["image_id"])

    def prove(
        self,
        image_id: bytes,
        stdin: bytes,
        out: Path,
        receipts: Sequence[Path] = (),
        *,
        segment_po2: int | None = None,
        timeout: float | None = None,
    ) -> Proven:
        """Proves a run of a loaded program; `receipts` back what it passes to `env::verify`.

        Errors: program-not-loaded, proving-failed, receipt-missing, receipt-invalid, receipt-not-stored, bad-request.
        """
        size = {} if segment_po2 is None else {"segment_po2": segment_po2}
        reply = self.call(
            "prove",
            {
                "image_id": image_id.hex(),
                "input": stdin.hex(),
                "receipts": [str(path.resolve()) for path in receipts],
                "out": str(out.resolve()),
                **size,
            },
            timeout,
        )
        counts = (reply["total_cycles"], reply["user_cycles"], reply["segments"], reply["seal_bytes"])
        return Proven(bytes.fromhex(reply["journal"]), *counts)

    def verify(self, receipt: Path, image_id: bytes) -> bytes:
        """The journal of a valid receipt of a program. Errors: receipt-missing, receipt-invalid."""
        reply = self.call("verify", {"path": str(receipt.resolve()), "image_id": image_id.hex()})
        return bytes.fromhex(reply["journal"])
