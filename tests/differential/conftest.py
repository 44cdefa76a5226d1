"""Running guests that the tests of this folder share; each program is built and started when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from attrs import frozen
from support.guests import guests
from vprog.pipeline.node.backends import Backend, Executed, HostInputRejectedError, NativeBackend, ZkBackend
from vprog.pipeline.workers import Executor


@frozen
class Running:
    """The two guests of one program."""

    native: NativeBackend
    zkvm: ZkBackend

    def disagree(self, blob: bytes, expected: Executed | None) -> str | None:
        """Which guest gives other bytes than the interpreter did, if one does. None: the input is to be refused."""
        for name, backend in (("native", self.native), ("zkVM", self.zkvm)):
            if _answer(backend, blob) != expected:
                return f"{name} guest differs on {blob.hex()}"
        return None


def _answer(backend: Backend, blob: bytes) -> Executed | None:
    try:
        done = backend.execute(blob)
    except HostInputRejectedError:
        return None
    return Executed(done.outputs, done.journal)


@pytest.fixture(scope="session")
def running() -> Iterator[Callable[[str], Running]]:
    """By the name of the program."""
    with ExitStack() as stack:
        executor = stack.enter_context(Executor.start())

        @cache
        def start(name: str) -> Running:
            built = guests(name)
            return Running(stack.enter_context(NativeBackend(built.native)), ZkBackend(executor, built.elf))

        yield start
