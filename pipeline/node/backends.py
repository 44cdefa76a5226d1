"""What executes transactions: the interpreter, the native guest, the zkVM. They agree on every input."""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self

from attrs import frozen

from vprog.dsl.interpret.machine import Interpreter
from vprog.dsl.program.declarations import Program
from vprog.pipeline.workers import Executor, frame
from vprog.wire.errors import HostInputError


@frozen
class Executed:
    """Outputs and journal of one input blob; `cycles` where a zkVM counted them (user cycles)."""

    outputs: bytes
    journal: bytes
    cycles: int | None = None


class HostInputRejectedError(Exception):
    """The guest refused the input blob itself: the node built a wrong one, so nothing may be committed."""


class Backend(Protocol):
    """Runs one transaction-processor input blob (framework section 5.2). Raises HostInputRejectedError."""

    def execute(self, blob: bytes) -> Executed: ...


class InterpreterBackend:
    """The reference interpreter: slow, needs no Rust."""

    def __init__(self, program: Program) -> None:
        self._interpreter = Interpreter(program)

    def execute(self, blob: bytes) -> Executed:
        try:
            execution = self._interpreter.process(blob)
        except HostInputError as error:
            raise HostInputRejectedError(str(error)) from None
        return Executed(execution.outputs, execution.journal)


class NativeBackend:
    """The guest compiled for this machine: a process that answers frame by frame (`vprog_guest::entry!`)."""

    def __init__(self, binary: Path) -> None:
        self._process = subprocess.Popen([str(binary)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def execute(self, blob: bytes) -> Executed:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        stdin.write(frame(blob))
        stdin.flush()
        status = _read(stdout, 1)[0]
        outputs, journal, _events = (_read(stdout, int.from_bytes(_read(stdout, 4), "little")) for _ in range(3))
        if status != 0:
            raise HostInputRejectedError("the native guest refused the input blob")
        return Executed(outputs, journal)

    def close(self) -> None:
        """Ends the process."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _read(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise HostInputRejectedError("the native guest ended in the middle of a reply")
    return data


class ZkBackend:
    """The guest ELF in the risc0 executor: the very program that is proven, with its cycles counted."""

    def __init__(self, executor: Executor, elf: Path) -> None:
        self._executor = executor
        self.image_id = executor.load(elf)

    def execute(self, blob: bytes) -> Executed:
        run = self._executor.execute(self.image_id, frame(blob))
        if run.exit != "halted":
            raise HostInputRejectedError(run.message)
        return Executed(run.stdout, run.journal, run.user_cycles)
