"""Receipts: a claim that a program committed a journal, and the evidence for it.

A *dev* receipt is no evidence: it says so in its first bytes, verifies only where dev receipts are allowed, and no
production covenant takes it. A *real* one is a risc0 composite receipt, kept as a file.
"""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from vprog.wire.codec import DecodeError, Reader, Writer

DEV_MAGIC = b"VPROG DEV RECEIPT - PROVES NOTHING\n"


@frozen
class DevReceipt:
    """An executed, unproven claim."""

    image_id: bytes
    journal: bytes
    cycles: int

    def encode(self) -> bytes:
        """`magic || image_id[32] || cycles u64 || journal blob`."""
        return Writer().write(DEV_MAGIC).write(self.image_id).u64(self.cycles).blob(self.journal).finish()


@frozen
class RealReceipt:
    """A proven claim; the receipt itself is in the file."""

    image_id: bytes
    journal: bytes
    cycles: int
    path: Path


Receipt = DevReceipt | RealReceipt


def decode_dev_receipt(raw: bytes) -> DevReceipt:
    """Raises DecodeError for anything that is not exactly a dev receipt."""
    reader = Reader(raw)
    if reader.take(len(DEV_MAGIC), "magic") != DEV_MAGIC:
        raise DecodeError("magic")
    receipt = DevReceipt(
        image_id=reader.take(32, "image_id"), cycles=reader.u64("cycles"), journal=reader.blob("journal")
    )
    if reader.remaining:
        raise DecodeError("trailing bytes")
    return receipt
