"""Programs that the front end's own tests accept, run by chance: interpreter and native guest agree. They were written
for other ends, and so meet what nobody thought of here. All of them are modules of one crate.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from differential.any_program import Sender
from differential.conftest import encode_events
from differential.many import ManyNative, native
from differential.native_guest import REPOSITORY
from vprog.dsl.compile import Compilation
from vprog.dsl.program.declarations import Program

PROGRAMS = tuple(sorted((REPOSITORY / "tests" / "accept" / "cases").glob("*.vprog")))
TRANSACTIONS = 150


@cache
def accepted() -> dict[str, Program]:
    """By file name; with their paths, beside which they look for modules."""
    found = {path.stem: Compilation(path.read_text("utf-8"), str(path)).program for path in PROGRAMS}
    return {name: program for name, program in found.items() if program is not None}


@pytest.fixture(scope="module")
def guest() -> Iterator[ManyNative]:
    with ManyNative(native(list(accepted().values()))) as running:
        yield running


@pytest.mark.parametrize("name", [path.stem for path in PROGRAMS])
def test_interpreter_and_guest_agree(name: str, guest: ManyNative) -> None:
    assert name in accepted(), "it does not compile"
    program, number = accepted()[name], list(accepted()).index(name)
    done = 0
    for turn, blob, execution in Sender(program, number).history(TRANSACTIONS):
        expected = (execution.outputs, execution.journal, encode_events(program, execution))
        assert guest.run(number, blob) == expected, (turn, execution.failure)
        done += 1
    assert done > TRANSACTIONS * 3 // 4
