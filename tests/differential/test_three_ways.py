"""Interpreter, native guest and zkVM guest give the same outputs and journal for every generated transaction;
the first two the same events as well.

A transaction program has three implementations of its meaning; what is proven is the third. They also refuse the same
host inputs. Histories are spread over the test runner's processes.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.programs import compiled

from differential.conftest import Running
from differential.generate import generate, host_malformed
from differential.plan import CHUNKS, MALFORMED, PROGRAMS, SIZE

Start = Callable[[str], Running]


@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("program", PROGRAMS)
def test_same_bytes(program: str, chunk: int, running: Start) -> None:
    guests = running(program)
    for number, case in enumerate(generate(compiled(program), chunk, SIZE)):
        problem = guests.disagree(case.blob, case.expected)
        about = f"{program} {chunk}/{number}, {case.label}, {case.expected.failure or 'ok'}"
        assert problem is None, f"{about}: {problem}"


@pytest.mark.parametrize("program", PROGRAMS)
def test_malformed_host_input_is_refused(program: str, running: Start) -> None:
    guests = running(program)
    good = generate(compiled(program), 0, 20)
    for blob in host_malformed(good, 2, MALFORMED * CHUNKS):
        assert guests.disagree(blob, None) is None
    # Refusing leaves them in working order.
    assert guests.disagree(good[0].blob, good[0].expected) is None
