"""Programs by chance, each with transactions by chance: they compile and format, every value lies in the range that the
checker gave it, no check that it proved away would have failed, and interpreter and guests agree."""

from __future__ import annotations

from collections import Counter

import pytest
from differential.conftest import encode_events
from differential.many import ManyNative, ManyZkvm, native, zkvm
from format.sources import comment_words, tree
from hypothesis import given, settings

from generated.inventory import everything, inventory
from generated.plan import (
    CRATES,
    LONG,
    PROGRAMS,
    TEXTS,
    TRANSACTIONS,
    ZKVM_CRATES,
    ZKVM_TRANSACTIONS,
)
from generated.program import source_of
from generated.runs import compiled, history, program, seeds_of
from generated.strategies import sources
from generated.watch import Watch
from vprog.dsl.format import format_source
from vprog.pipeline.workers import Executor


@pytest.mark.parametrize("crate", range(CRATES))
def test_interpreter_and_native_guest_agree(crate: int) -> None:
    seeds, watch, met = seeds_of(crate), Watch(), Counter[str]()
    with ManyNative(native([program(seed) for seed in seeds])) as guest, watch.watching():
        for number, seed in enumerate(seeds):
            for turn, (blob, execution) in enumerate(history(seed, TRANSACTIONS)):
                expected = (execution.outputs, execution.journal, encode_events(program(seed), execution))
                assert guest.run(number, blob) == expected, (seed, turn, execution.failure)
                met[execution.failure.name if execution.failure else "success"] += 1
    pairs = met.total()
    assert pairs >= PROGRAMS * TRANSACTIONS * 9 // 10, met
    assert met["success"] > pairs // 6 and len(met) > 15, met
    assert min(watch.proved[name] for name in ("Convert", "CollectionCall", "Divide", "Remainder")) > 0, watch.proved


if LONG:

    @pytest.mark.parametrize("crate", range(ZKVM_CRATES))
    def test_the_zkvm_agrees_too(crate: int) -> None:
        seeds = seeds_of(crate)
        with Executor.start() as executor:
            guest = ManyZkvm(executor, zkvm([program(seed) for seed in seeds]))
            for number, seed in enumerate(seeds):
                for turn, (blob, execution) in enumerate(history(seed, ZKVM_TRANSACTIONS)):
                    done = guest.run(number, blob)
                    assert done is not None, (seed, turn)
                    assert (done.outputs, done.journal) == (execution.outputs, execution.journal), (seed, turn)


def test_all_of_the_language_occurs() -> None:
    """In the programs of the first crate, which every run of the tests compares."""
    found = Counter[str]()
    for seed in seeds_of(0):
        found.update(inventory(program(seed)))
    assert not everything() - set(found)


@pytest.mark.parametrize("crate", range(CRATES))
def test_formatting_keeps_the_tree(crate: int) -> None:
    for seed in seeds_of(crate):
        _format(source_of(seed))


@settings(max_examples=TEXTS, deadline=None, derandomize=not LONG)
@given(sources())
def test_others_compile_and_format(source: str) -> None:
    compiled(source, "generated.vprog")
    _format(source)


def _format(source: str) -> None:
    before, formatted = tree(source), format_source(source)
    assert before is not None
    assert tree(formatted) == before
    assert format_source(formatted) == formatted
    assert comment_words(formatted) == comment_words(source)
