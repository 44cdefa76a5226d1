"""The batch and aggregator guests, compiled for the zkVM, against what the framework's own guests committed."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from attrs import frozen

from vprog.pipeline.toolchain import build_guest
from vprog.pipeline.workers import Assumption, Execution, Executor, frame

from .conftest import GUESTS, TARGET
from .guest_inputs import Case, aggregator_assumptions, batch_assumptions, vectors


@frozen
class Guest:
    executor: Executor
    image_id: bytes
    needs: Callable[[bytes], list[Assumption]]

    def run(self, blob: bytes, assumptions: Sequence[Assumption] | None = None) -> Execution:
        known = self.needs(blob) if assumptions is None else assumptions
        return self.executor.execute(self.image_id, frame(blob), known, timeout=120)


def running(name: str, needs: Callable[[bytes], list[Assumption]], elf: Path) -> Iterator[Guest]:
    built = build_guest(GUESTS / name, name, elf, TARGET)
    with Executor.start() as executor:
        yield Guest(executor, executor.load(built.elf), needs)


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guest]:
    yield from running("batch", batch_assumptions, tmp_path_factory.mktemp("batch") / "batch.elf")


@pytest.fixture(scope="module")
def aggregator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guest]:
    yield from running("aggregator", aggregator_assumptions, tmp_path_factory.mktemp("agg") / "aggregator.elf")


def check(guest: Guest, case: Case) -> None:
    done = guest.run(bytes.fromhex(case["input"]))
    journal = case["result"].get("journal")
    if journal is None:
        assert (done.exit, done.journal) == ("panicked", b"")
        assert done.message
    else:
        assert (done.exit, done.message) == ("halted", "")
        assert done.journal.hex() == journal
        assert 0 < done.user_cycles < 10_000_000


@pytest.mark.parametrize("case", vectors("batch_processor", "cases"), ids=lambda case: case["name"])
def test_batches(batch: Guest, case: Case) -> None:
    check(batch, {**case, "result": {"journal": case["journal"]}})


@pytest.mark.parametrize("case", vectors("batch_processor", "negative"), ids=lambda case: case["name"])
def test_altered_batches(batch: Guest, case: Case) -> None:
    check(batch, case)


@pytest.mark.parametrize("case", vectors("aggregator", "cases"), ids=lambda case: case["name"])
def test_bundles(aggregator: Guest, case: Case) -> None:
    check(aggregator, case)


def test_a_batch_guest_wants_every_transaction_proven(batch: Guest) -> None:
    blob = bytes.fromhex(vectors("batch_processor", "cases")[0]["input"])
    needed = batch.needs(blob)
    assert len(needed) > 1
    for missing in range(len(needed)):
        done = batch.run(blob, [*needed[:missing], *needed[missing + 1 :]])
        assert done.exit == "panicked"
    elsewhere = [Assumption(bytes(32), known.journal) for known in needed]
    assert batch.run(blob, elsewhere).exit == "panicked"


def test_an_aggregator_wants_every_batch_proven(aggregator: Guest) -> None:
    blob = bytes.fromhex(vectors("aggregator", "cases")[1]["input"])
    needed = aggregator.needs(blob)
    assert len(needed) == 2
    for known in needed:
        assert aggregator.run(blob, [known]).exit == "panicked"
