"""Interpreter, native guest and zkVM guest give the same outputs and journal for every generated transaction.

A transaction program has three implementations of its meaning; what is proven is the third. They also refuse the same
host inputs. Histories are spread over the test runner's processes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from attrs import frozen
from support.guests import guests
from support.programs import example
from vprog.pipeline.node.backends import (
    Backend,
    HostInputRejectedError,
    InterpreterBackend,
    NativeBackend,
    ZkBackend,
)
from vprog.pipeline.workers import Executor

from differential.generate import generate, host_malformed
from differential.plan import CHUNKS, MALFORMED, PROGRAMS, SIZE


@frozen
class Compared:
    """The two guests of one program, running."""

    native: NativeBackend
    zkvm: ZkBackend


@pytest.fixture(scope="module")
def running() -> Iterator[dict[str, Compared]]:
    with ExitStack() as stack:
        executor = stack.enter_context(Executor.start())
        found: dict[str, Compared] = {}
        for name in PROGRAMS:
            built = guests(name)
            native = stack.enter_context(NativeBackend(built.native))
            found[name] = Compared(native, ZkBackend(executor, built.elf))
        yield found


@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("program", PROGRAMS)
def test_same_bytes(program: str, chunk: int, running: dict[str, Compared]) -> None:
    backends = running[program]
    cases = generate(example(program), chunk, SIZE)
    for number, case in enumerate(cases):
        about = f"{program} {chunk}/{number}, {case.label}, {case.expected.failure or 'ok'}: {case.blob.hex()}"
        expected = (case.expected.outputs, case.expected.journal)
        native = backends.native.execute(case.blob)
        assert (native.outputs, native.journal) == expected, f"native guest differs on {about}"
        zkvm = backends.zkvm.execute(case.blob)
        assert (zkvm.outputs, zkvm.journal) == expected, f"zkVM guest differs on {about}"


@pytest.mark.parametrize("program", PROGRAMS)
def test_all_refuse_malformed_host_input(program: str, running: dict[str, Compared]) -> None:
    backends = running[program]
    reference = InterpreterBackend(example(program))
    good = generate(example(program), 0, 20)
    for blob in host_malformed(good, 2, MALFORMED * CHUNKS):
        assert [_refuses(backend, blob) for backend in (reference, backends.native, backends.zkvm)] == [True] * 3
    # Refusing leaves them in working order.
    for backend in (backends.native, backends.zkvm):
        assert backend.execute(good[0].blob).journal == good[0].expected.journal


def _refuses(backend: Backend, blob: bytes) -> bool:
    try:
        backend.execute(blob)
    except HostInputRejectedError:
        return True
    return False
