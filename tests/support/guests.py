"""The guests of programs, emitted and built for this machine and for the zkVM: once, whoever asks first."""

from __future__ import annotations

import hashlib
from pathlib import Path

from attrs import frozen

from support.programs import REPOSITORY, compiled
from vprog.codegen.rust import emit, vendor_runtime
from vprog.codegen.rust.crate import package_name
from vprog.pipeline.toolchain import build_guest, build_native
from vprog.pipeline.toolchain.cargo import exclusive, rustc_version

TARGET = REPOSITORY / "target"
PLACE = REPOSITORY / "build" / "differential"


@frozen
class Guests:
    """`native` answers frames, `elf` runs in the zkVM."""

    native: Path
    elf: Path


def guests(name: str) -> Guests:
    """Both guests of a program. What was built of the same sources by the same compiler is used again; several
    processes may ask at once."""
    with exclusive(PLACE / name):
        crate = PLACE / name / "crate"
        _write(crate, emit(compiled(name)))
        folder = PLACE / name / _digest(crate)
        found = Guests(folder / "native", folder / "guest.elf")
        package = package_name(compiled(name))
        if not found.native.is_file():
            build_native(crate, package, found.native, TARGET / "guests")
        if not found.elf.is_file():
            build_guest(crate, package, found.elf, TARGET / "riscv-guest")
        return found


def _write(crate: Path, files: dict[str, str]) -> None:
    for path in crate.glob("src/**/*.rs"):
        if path.relative_to(crate).as_posix() not in files:
            path.unlink()
    for name, text in files.items():
        path = crate / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    vendor_runtime(crate)


def _digest(crate: Path) -> str:
    digest = hashlib.sha256(rustc_version(crate).encode())
    # How it is built counts as well as what.
    for folder in (crate, REPOSITORY / "pipeline" / "toolchain"):
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:16]
