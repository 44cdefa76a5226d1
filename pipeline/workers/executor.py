"""Running risc0 guests without proving them (`runtime/provers/risc0-executor`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from attrs import frozen

from .base import Worker


@frozen
class Assumption:
    """A statement `env::verify` may rely on: the program `image_id` (32 bytes) committed `journal`."""

    image_id: bytes
    journal: bytes


@frozen
class Execution:
    """One run of a guest. Streams and counts are empty unless `exit` is "halted"."""

    exit: Literal["halted", "panicked"]
    message: str
    stdout: bytes
    journal: bytes
    user_cycles: int
    """Cycles the program itself took."""
    total_cycles: int
    """Cycles a prover pays for: paging and the padding of segments included."""
    segments: int


class Executor(Worker):
    """Runs risc0 guests without proving them (`runtime/provers/risc0-executor`)."""

    BINARY = "vprog-risc0-executor"

    def load(self, elf: Path) -> bytes:
        """Loads a user ELF; gives its image id (32 bytes). Errors: elf-missing, elf-invalid."""
        return bytes.fromhex(self.call("load", {"path": str(elf.resolve())})["image_id"])

    def execute(
        self,
        image_id: bytes,
        stdin: bytes,
        assumptions: Sequence[Assumption] = (),
        *,
        segment_po2: int | None = None,
        max_cycles: int | None = None,
        timeout: float | None = None,
    ) -> Execution:
        """Runs a loaded program on raw stdin bytes (already framed). Errors: program-not-loaded, bad-request.

        A guest that gives up is no error: see `Execution.exit` and `message`.
        """
        limits = {"segment_po2": segment_po2, "max_cycles": max_cycles}
        reply = self.call(
            "execute",
            {
                "image_id": image_id.hex(),
                "input": stdin.hex(),
                "assumptions": [{"image_id": a.image_id.hex(), "journal": a.journal.hex()} for a in assumptions],
                **{name: value for name, value in limits.items() if value is not None},
            },
            timeout,
        )
        return Execution(
            reply["exit"],
            reply["message"],
            bytes.fromhex(reply["stdout"]),
            bytes.fromhex(reply["journal"]),
            reply["user_cycles"],
            reply["total_cycles"],
            reply["segments"],
        )
