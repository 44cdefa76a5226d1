"""How fast transactions run: in the interpreter, and in cycles of the compiled guest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ledger import ALICE, GENESIS, Ledger, spent_by
from measure import loops

from vprog.pipeline.node.backends import ZkBackend
from vprog.pipeline.workers import Executor

BATCH = 50
BY_HAND = {"signed transfer": 5_680_000, "deposit": 43_600, "init by an L1 input": 38_500, "empty call": 16_100}
"""The framework's own guest, written by hand (user cycles)."""


def interpreter(runs: int) -> Iterator[tuple[str, str]]:
    """Transactions a second of one process: decode, authorise, run, encode outputs and journal."""
    ledger = Ledger()
    process = ledger.world.interpreter.process
    cases = {
        "transfer, signed": ledger.transfer(5),
        "transfer, by an L1 input": ledger.transfer(5, spent_by(ALICE)),
        "deposit, unsigned": ledger.deposit(ALICE),
    }
    for name, sent in cases.items():
        blob = ledger.blob(sent)
        assert process(blob).failure is None, name
        times = loops(lambda blob=blob: [process(blob) for _ in range(BATCH)], runs)
        yield name, f"{BATCH / min(times):,.0f} transactions/s"


def guest(elf: Path) -> Iterator[tuple[str, str]]:
    """User cycles of the ledger's guest in the risc0 executor, beside those of the guest written by hand."""
    ledger, new = Ledger(), Ledger(new=True)
    blobs = {
        "signed transfer": ledger.blob(ledger.transfer(5)),
        "deposit": ledger.blob(ledger.deposit(ALICE)),
        "init by an L1 input": new.blob(new.init(spent_by(GENESIS))),
        "empty call": ledger.blob(ledger.nothing()),
        "transfer by an L1 input": ledger.blob(ledger.transfer(5, spent_by(ALICE))),
    }
    with Executor.start() as executor:
        backend = ZkBackend(executor, elf)
        for name, blob in blobs.items():
            done = backend.execute(blob)
            expected = ledger.world.interpreter.process(blob)
            assert (done.outputs, done.journal) == (expected.outputs, expected.journal), name
            cycles, by_hand = done.cycles or 0, BY_HAND.get(name)
            beside = f" (by hand {by_hand:,}: {cycles / by_hand:.0%})" if by_hand else ""
            yield name, f"{cycles:,} cycles{beside}"
