"""Real receipts: made, checked, composed, and refused when altered. No stand-ins: this is risc0's own prover.

The chain is the pipeline's: a program's journal, the batch guest that verifies it, the aggregator that verifies that.
The probe guest plays the program, committing a journal from the vectors; the other two are the real guests.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

from vprog.pipeline.toolchain import BuiltGuest, build_guest
from vprog.pipeline.workers import Proven, RealProver, WorkerError, frame

from .conftest import GUESTS, TARGET
from .guest_inputs import aggregator_assumptions, batch_assumptions, vectors

# Each of these runs fits one segment; a proof's cost is that of its segments.
SEGMENT_PO2 = 17
TIMEOUT = 1800.0


@frozen
class Receipt:
    path: Path
    guest: BuiltGuest
    proven: Proven


@frozen
class Prover:
    worker: RealProver
    folder: Path

    def load(self, name: str) -> BuiltGuest:
        built = build_guest(GUESTS / name, name, self.folder / f"{name}.elf", TARGET)
        assert self.worker.load(built.elf) == built.image_id
        return built

    def prove(self, guest: BuiltGuest, blob: bytes, *inner: Receipt) -> Receipt:
        out = self.folder / f"{guest.elf.stem}.receipt"
        receipts = [receipt.path for receipt in inner]
        proven = self.worker.prove(guest.image_id, frame(blob), out, receipts, segment_po2=SEGMENT_PO2, timeout=TIMEOUT)
        return Receipt(out, guest, proven)

    def refuses(self, path: Path, image_id: bytes) -> bool:
        try:
            self.worker.verify(path, image_id)
        except WorkerError as error:
            assert error.code == "receipt-invalid"
            return True
        return False


@pytest.fixture(scope="module")
def prover(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prover]:
    with RealProver.start() as worker:
        yield Prover(worker, tmp_path_factory.mktemp("receipts"))


def batch_blob(program: bytes) -> bytes:
    """The cheapest batch with a transaction in it, for the program with the given image id."""
    cases = vectors("batch_processor", "cases")
    blobs = [bytes.fromhex(case["input"]) for case in cases]
    blob = min((blob for blob in blobs if batch_assumptions(blob)), key=len)
    return program + blob[32:]


@pytest.fixture(scope="module")
def transaction(prover: Prover) -> Receipt:
    probe = prover.load("probe")
    needed = batch_assumptions(batch_blob(probe.image_id))
    assert len(needed) == 1
    return prover.prove(probe, b"c" + needed[0].journal)


@pytest.fixture(scope="module")
def batch(prover: Prover, transaction: Receipt) -> Receipt:
    return prover.prove(prover.load("batch"), batch_blob(transaction.guest.image_id), transaction)


def test_a_receipt_proves_its_journal(prover: Prover, transaction: Receipt) -> None:
    journal = batch_assumptions(batch_blob(transaction.guest.image_id))[0].journal
    assert transaction.proven.journal == journal
    assert transaction.proven.segments == 1
    assert transaction.proven.seal_bytes > 100_000
    assert prover.worker.verify(transaction.path, transaction.guest.image_id) == journal


def test_a_receipt_of_another_program_is_refused(prover: Prover, transaction: Receipt) -> None:
    assert prover.refuses(transaction.path, bytes(32))


def test_an_altered_receipt_is_refused(prover: Prover, transaction: Receipt, tmp_path: Path) -> None:
    data = transaction.path.read_bytes()
    journal_at = data.rindex(transaction.proven.journal)
    altered = tmp_path / "altered.receipt"
    for place in (40, len(data) // 3, len(data) // 2, journal_at, journal_at + 60):
        altered.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert prover.refuses(altered, transaction.guest.image_id), place
    altered.write_bytes(data[: len(data) // 2])
    assert prover.refuses(altered, transaction.guest.image_id)


def test_a_batch_is_proven_on_top_of_its_transactions(prover: Prover, batch: Receipt) -> None:
    assert batch.proven.journal[208:240] == prover.load("probe").image_id
    assert prover.worker.verify(batch.path, batch.guest.image_id) == batch.proven.journal


def test_a_batch_without_its_transactions_receipt_cannot_be_proven(prover: Prover, transaction: Receipt) -> None:
    guest = prover.load("batch")
    with pytest.raises(WorkerError) as caught:
        prover.prove(guest, batch_blob(transaction.guest.image_id))
    assert caught.value.code == "proving-failed"


def test_a_receipt_for_another_journal_does_not_help(prover: Prover, transaction: Receipt) -> None:
    guest = prover.load("batch")
    blob = bytearray(batch_blob(transaction.guest.image_id))
    blob[-1] ^= 1
    with pytest.raises(WorkerError) as caught:
        prover.prove(guest, bytes(blob), transaction)
    assert caught.value.code == "proving-failed"


def test_a_batch_with_an_altered_inner_receipt_is_refused(prover: Prover, batch: Receipt, tmp_path: Path) -> None:
    data = batch.path.read_bytes()
    altered = tmp_path / "altered.receipt"
    for place in (len(data) // 4, len(data) * 3 // 4):
        altered.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert prover.refuses(altered, batch.guest.image_id), place


if os.environ.get("VPROG_LONG"):

    def test_a_bundle_is_proven_on_top_of_its_batches(prover: Prover, batch: Receipt) -> None:
        guest = prover.load("aggregator")
        case = bytes.fromhex(vectors("aggregator", "cases")[0]["input"])
        before = len(aggregator_assumptions(case)[0].journal) + 4
        journal = batch.proven.journal
        blob = batch.guest.image_id + case[32:-before] + len(journal).to_bytes(4, "little") + journal
        bundle = prover.prove(guest, blob, batch)
        assert len(bundle.proven.journal) == 352
        assert bundle.proven.journal[192:256] == prover.load("probe").image_id + batch.guest.image_id
        assert prover.worker.verify(bundle.path, guest.image_id) == bundle.proven.journal
