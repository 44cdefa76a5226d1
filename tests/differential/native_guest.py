"""Emitted guests, built for this machine. All share one target folder, so the runtime is compiled once."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

from vprog.codegen.rust import emit, vendor_runtime
from vprog.codegen.rust.crate import package_name
from vprog.dsl.compile import Compilation
from vprog.dsl.program.declarations import Program
from vprog.pipeline.toolchain.cargo import exclusive

REPOSITORY = Path(__file__).resolve().parents[2]
TARGET = REPOSITORY / "target" / "guests"
# Crates of the same name may be emitted from different places; only contents tell their results apart.
FRESHNESS = "-Zchecksum-freshness"


def compiled(path: Path) -> Program:
    """The program of a source file, which must have no errors."""
    compilation = Compilation(path.read_text("utf-8"), path.name)
    assert compilation.program is not None, compilation.diagnostics
    return compilation.program


def write_crate(program: Program, folder: Path) -> None:
    """The emitted files and the vendored runtime; equal files keep their time stamps, others go."""
    with exclusive(TARGET):
        _write(emit(program), folder)


def _write(files: dict[str, str], folder: Path) -> None:
    for path in folder.glob("src/**/*.rs"):
        if path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, text in files.items():
        path = folder / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    vendor_runtime(folder)


def cargo(folder: Path, *arguments: str) -> None:
    """Runs cargo in an emitted crate; its messages are the failure."""
    env = {**os.environ, "CARGO_TARGET_DIR": str(TARGET), "RUSTC_BOOTSTRAP": "1"}
    done = subprocess.run(
        ["cargo", *arguments],
        cwd=folder,
        env=env,
        stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@cache
def built(path: Path) -> Path:
    """The native binary of a program, through `target/guest-src/NAME`."""
    program = compiled(path)
    folder = REPOSITORY / "target" / "guest-src" / program.name
    write_crate(program, folder)
    cargo(folder, "build", "--locked", FRESHNESS)
    return TARGET / "debug" / package_name(program)


class NativeGuest:
    """A running native guest: frames in, frames out (`vprog_guest::entry::native`)."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self) -> NativeGuest:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.wait(timeout=10) == 0
        assert self._process.stdout is not None
        self._process.stdout.close()

    def run(self, blob: bytes) -> tuple[bytes, bytes, bytes] | None:
        """Outputs, journal and events; None when the guest refuses the host's input."""
        assert self._process.stdin is not None
        self._process.stdin.write(len(blob).to_bytes(4, "little") + blob)
        self._process.stdin.flush()
        status = self._read(1)[0]
        reply = (self._blob(), self._blob(), self._blob())
        return reply if status == 0 else None

    def _blob(self) -> bytes:
        return self._read(int.from_bytes(self._read(4), "little"))

    def _read(self, size: int) -> bytes:
        assert self._process.stdout is not None
        data = self._process.stdout.read(size)
        assert len(data) == size, "the guest ended in the middle of a reply"
        return data
