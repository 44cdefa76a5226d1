"""Running guests that the tests of this folder share; each program is built and started when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from attrs import frozen
from support.guests import guests
from support.programs import compiled

from differential.native_guest import NativeGuest
from vprog.dsl.interpret.machine import Execution
from vprog.dsl.layout.codec import encode
from vprog.dsl.program.declarations import Program
from vprog.pipeline.node.backends import Executed, HostInputRejectedError, ZkBackend
from vprog.pipeline.workers import Executor
from vprog.wire.codec import Writer


@frozen
class Running:
    """The two guests of one program."""

    program: Program
    native: NativeGuest
    zkvm: ZkBackend

    def disagree(self, blob: bytes, expected: Execution | None) -> str | None:
        """Which guest answers otherwise than the interpreter, if one does. None: the input is to be refused."""
        events = b"" if expected is None else encode_events(self.program, expected)
        executed = None if expected is None else Executed(expected.outputs, expected.journal)
        native = self.native.run(blob)
        if native != (None if executed is None else (executed.outputs, executed.journal, events)):
            return f"the native guest differs on {blob.hex()}"
        if _run(self.zkvm, blob) != executed:
            return f"the zkVM guest differs on {blob.hex()}"
        return None


def _run(zkvm: ZkBackend, blob: bytes) -> Executed | None:
    try:
        done = zkvm.execute(blob)
    except HostInputRejectedError:
        return None
    return Executed(done.outputs, done.journal)


def encode_events(program: Program, execution: Execution) -> bytes:
    """As the native guest reports them: `index u8 || u32 length || fields` each (`runtime/guest/src/event.rs`)."""
    writer = Writer()
    declared = {event.name: (index, event) for index, event in enumerate(program.events)}
    for event in execution.events:
        index, declaration = declared[event.name]
        writer.u8(index).blob(b"".join(encode(f.type, event.values[f.name]) for f in declaration.fields))
    return writer.finish()


@pytest.fixture(scope="session")
def running() -> Iterator[Callable[[str], Running]]:
    """By the name of the program."""
    with ExitStack() as stack:
        executor = stack.enter_context(Executor.start())

        @cache
        def start(name: str) -> Running:
            built = guests(name)
            native = stack.enter_context(NativeGuest(built.native))
            return Running(compiled(name), native, ZkBackend(executor, built.elf))

        yield start
