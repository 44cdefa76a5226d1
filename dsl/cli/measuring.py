"""Cycles of a program's guest on transactions that come near its bounds."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from vprog.dsl.cli.failures import ToolFailure
from vprog.dsl.cost.worst import WorstCase, worst_cases
from vprog.dsl.program.declarations import Program
from vprog.pipeline.node.backends import HostInputRejectedError, ZkBackend
from vprog.pipeline.workers import Executor, WorkerError


def built(program: Program) -> Path:
    """The program's guest, built under `build/cost` of the present folder. Raises ToolFailure."""
    from vprog.codegen.rust.crate import package_name
    from vprog.pipeline.artifacts import TARGET, emit_guest
    from vprog.pipeline.toolchain import ToolchainError, build_guest

    with TemporaryDirectory() as folder:
        crate, out = Path(folder) / "guest", Path("build") / "cost" / f"{program.name}.elf"
        out.parent.mkdir(parents=True, exist_ok=True)
        emit_guest(program, crate)
        try:
            build_guest(crate, package_name(program), out, TARGET / "riscv-guest")
        except ToolchainError as error:
            raise ToolFailure(f"{error.code}: {error.message}") from None
    return out


def measured_cycles(program: Program, elf: Path, *, multisig: bool) -> dict[str, tuple[int | None, int | None]]:
    """By instruction: the most cycles with locks of one key, and with locks of 16 (None where they were not asked for,
    or no transaction was found that the program accepts). Raises ToolFailure."""
    try:
        with Executor.start() as executor:
            backend = ZkBackend(executor, elf)
            found: dict[str, tuple[int | None, int | None]] = {}
            for instruction in program.instructions:
                single = most(backend, worst_cases(program, instruction, multisig=False))
                many = worst_cases(program, instruction, multisig=True)[:1] if multisig else []
                found[instruction.name] = single, most(backend, many)
            return found
    except (WorkerError, HostInputRejectedError) as error:
        raise ToolFailure(str(error)) from None


def most(backend: ZkBackend, cases: list[WorstCase]) -> int | None:
    """The dearest of them."""
    return max((backend.execute(case.blob).cycles or 0 for case in cases), default=None)
