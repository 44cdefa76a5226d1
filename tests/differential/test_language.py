"""Programs that use all of the language, run by chance: interpreter, native guest and zkVM guest agree on each
transaction. Each program of `programs/` is compiled as a module of one crate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from differential.any_program import Sender
from differential.conftest import encode_events
from differential.many import ManyNative, ManyZkvm, native, zkvm
from differential.native_guest import compiled
from vprog.pipeline.workers import Executor

PROGRAMS = tuple(sorted((Path(__file__).parent / "programs").glob("*.vprog")))
NATIVE = 400
"""Transactions of each program and seed for interpreter and native guest."""
ZKVM = 60
"""The first so many of which run in the zkVM too."""


@pytest.fixture(scope="module")
def guest() -> Iterator[ManyNative]:
    with ManyNative(native([compiled(path) for path in PROGRAMS])) as running:
        yield running


@pytest.fixture(scope="module")
def proven() -> Iterator[ManyZkvm]:
    with Executor.start() as executor:
        yield ManyZkvm(executor, zkvm([compiled(path) for path in PROGRAMS]))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("number", range(len(PROGRAMS)), ids=[path.stem for path in PROGRAMS])
def test_interpreter_and_guests_agree(number: int, seed: int, guest: ManyNative, proven: ManyZkvm) -> None:
    program = compiled(PROGRAMS[number])
    met = Counter[str]()
    for turn, blob, execution in Sender(program, seed).history(NATIVE):
        about = (program.name, turn, execution.failure)
        found = guest.run(number, blob)
        assert found == (execution.outputs, execution.journal, encode_events(program, execution)), about
        if turn < ZKVM and seed == 0:
            executed = proven.run(number, blob)
            assert executed is not None, about
            assert (executed.outputs, executed.journal) == (execution.outputs, execution.journal), about
        met[execution.failure.name if execution.failure else "success"] += 1
    assert met["success"] > NATIVE // 20, met
    assert len(met) > 5, met
