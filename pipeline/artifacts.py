"""Builds what a running system needs from a program: guests as ELF and native binary, with their image ids."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from vprog.codegen.rust import emit as emit_rust
from vprog.codegen.rust import vendor_runtime
from vprog.codegen.rust.crate import package_name
from vprog.dsl.program.declarations import Program
from vprog.pipeline.toolchain.cargo import build_native
from vprog.pipeline.toolchain.risc0 import BuiltGuest, build_guest

REPOSITORY = Path(__file__).resolve().parents[1]
SYSTEM_GUESTS = REPOSITORY / "runtime" / "guests"
TARGET = REPOSITORY / "target"

Progress = Callable[[str], None]


@frozen
class ProgramGuest:
    """A program's guest, built both ways from one crate."""

    crate: Path
    elf: BuiltGuest
    native: Path


@frozen
class SystemGuests:
    """The batch and the aggregator guest; the same for every program."""

    batch: BuiltGuest
    aggregator: BuiltGuest


def write_files(folder: Path, files: dict[str, str]) -> None:
    """Writes emitted files; those that are the same already keep their time stamps, so that builds stay fresh."""
    for name, text in files.items():
        path = folder / name
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def emit_guest(program: Program, crate: Path) -> None:
    """The guest crate with the runtime crates it needs beside it."""
    write_files(crate, emit_rust(program))
    vendor_runtime(crate)


def build_program_guest(program: Program, out: Path, progress: Progress | None = None) -> ProgramGuest:
    """`out/guest/`, `out/guest.elf` and `out/guest-native`. Raises ToolchainError."""
    crate = out / "guest"
    emit_guest(program, crate)
    name = package_name(program)
    elf = build_guest(crate, name, out / "guest.elf", TARGET / "riscv-guest", progress=progress)
    native = out / "guest-native"
    build_native(crate, name, native, TARGET / "guests", progress=progress)
    return ProgramGuest(crate, elf, native)


def build_system_guests(out: Path, progress: Progress | None = None) -> SystemGuests:
    """`out/batch.elf` and `out/aggregator.elf`. Raises ToolchainError."""
    built = {
        name: build_guest(SYSTEM_GUESTS / name, name, out / f"{name}.elf", TARGET / "riscv-guest", progress=progress)
        for name in ("batch", "aggregator")
    }
    return SystemGuests(built["batch"], built["aggregator"])
