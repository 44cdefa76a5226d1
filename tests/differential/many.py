"""Many emitted programs in one crate: a module each, and one binary that runs the program that a frame names.

Cargo, linking and the runtime cost once; a program costs what its own modules take the compiler. A frame is
`u32 length || program u16 || input blob`, the reply that of a guest of one program.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Sequence
from pathlib import Path

from differential.native_guest import NativeGuest
from vprog.codegen.rust import vendor_runtime
from vprog.codegen.rust.crate import crate_model
from vprog.codegen.rust.emit import TOOLCHAIN, render
from vprog.codegen.rust.lockfile import lockfile
from vprog.dsl.program.declarations import Program
from vprog.pipeline.node.backends import Executed, HostInputRejectedError, ZkBackend
from vprog.pipeline.toolchain import build_guest, build_native
from vprog.pipeline.toolchain.cargo import exclusive, rustc_version
from vprog.pipeline.workers import Executor

REPOSITORY = Path(__file__).resolve().parents[2]
TARGET = REPOSITORY / "target"
PLACE = REPOSITORY / "build" / "many"
PACKAGE = "many-guest"

MANIFEST = f"""\
[workspace]

[workspace.package]
version = "0.1.0"
edition = "2021"
rust-version = "1.88"
license = "MIT"
publish = false

[workspace.lints.rust]
[workspace.lints.clippy]

[package]
name = "{PACKAGE}"
version.workspace = true
edition.workspace = true
publish.workspace = true

[dependencies]
vprog-guest = {{ path = "vendor/vprog-guest" }}

# The programs are run a few times each: what counts is how fast they compile.
[profile.release]
panic = "abort"
debug = false
strip = "symbols"
lto = "off"
codegen-units = 16
incremental = false

[profile.release.package.{PACKAGE}]
opt-level = 0
"""

MAIN = """\
//! Runs the program that a frame names.
#![cfg_attr(all(target_os = "zkvm", target_vendor = "risc0"), no_main)]
#![allow(missing_docs, non_snake_case, unused)]

extern crate alloc;

use vprog_guest::{process, Outcome};

@MODULES@

fn run(frame: &[u8]) -> Option<Outcome> {
    let (number, input) = frame.split_first_chunk::<2>()?;
    match u16::from_le_bytes(*number) {
@ARMS@
        _ => None,
    }
}

#[cfg(all(target_os = "zkvm", target_vendor = "risc0"))]
mod zkvm {
    use vprog_guest::risc0_zkvm::guest::{abort, env};

    fn main() {
        let mut len = [0; 4];
        env::read_slice(&mut len);
        let mut frame = vec![0; u32::from_le_bytes(len) as usize];
        env::read_slice(&mut frame);
        match super::run(&frame) {
            Some(outcome) => {
                env::write_slice(&outcome.outputs);
                env::commit_slice(&outcome.journal);
            }
            None => abort("malformed host input"),
        }
    }

    vprog_guest::risc0_zkvm::guest::entry!(main);
}

#[cfg(not(all(target_os = "zkvm", target_vendor = "risc0")))]
fn main() -> std::io::Result<()> {
    use std::io::{Read, Write};

    let (mut requests, mut replies) = (std::io::stdin().lock(), std::io::stdout().lock());
    let mut len = [0; 4];
    while requests.read_exact(&mut len).is_ok() {
        let mut frame = vec![0; u32::from_le_bytes(len) as usize];
        requests.read_exact(&mut frame)?;
        let (status, outcome) = match run(&frame) {
            Some(outcome) => (0, outcome),
            None => (1, Outcome { outputs: vec![], journal: vec![], events: vec![] }),
        };
        replies.write_all(&[status])?;
        for part in [outcome.outputs, outcome.journal, outcome.events] {
            replies.write_all(&(part.len() as u32).to_le_bytes())?;
            replies.write_all(&part)?;
        }
        replies.flush()?;
    }
    Ok(())
}
"""

_OWN_ROOT = re.compile(r"^(\s*(?:pub )?use )crate::", re.MULTILINE)
_OF_A_CRATE = re.compile(r"^(#!\[.*\]|extern crate alloc;)\n", re.MULTILINE)


def files_of(programs: Sequence[Program]) -> dict[str, str]:
    """The crate without the runtime, by path."""
    files = {"Cargo.toml": MANIFEST, "Cargo.lock": lockfile(PACKAGE), "rust-toolchain.toml": TOOLCHAIN}
    modules: list[str] = []
    arms: list[str] = []
    for number, program in enumerate(programs):
        model = crate_model(program)
        for path, text in render(model).items():
            if path.startswith("src/") and path != "src/main.rs":
                inner = path.removeprefix("src/").replace("lib.rs", "mod.rs")
                files[f"src/p{number}/{inner}"] = _moved(text, number)
        modules.append(f"mod p{number};")
        arms.append(f"{number} => process::<p{number}::{model.program}>(input).ok(),")
    main = MAIN.replace("@MODULES@", "\n".join(modules))
    files["src/main.rs"] = main.replace("@ARMS@", textwrap.indent("\n".join(arms), " " * 8))
    return files


def _moved(text: str, number: int) -> str:
    """A module of an emitted crate as one of the crate of many: `crate::` is one level down."""
    return _OWN_ROOT.sub(rf"\1crate::p{number}::", _OF_A_CRATE.sub("", text))


def native(programs: Sequence[Program]) -> Path:
    """The binary for this machine. Built once for the same programs and the same runtime."""
    crate, digest = _written(programs)
    with exclusive(crate.parent):
        out = crate.parent / digest / "native"
        return out if out.is_file() else build_native(crate, PACKAGE, out, TARGET / "many")


def zkvm(programs: Sequence[Program]) -> Path:
    """The ELF for the zkVM, likewise."""
    crate, digest = _written(programs)
    with exclusive(crate.parent):
        out = crate.parent / digest / "guest.elf"
        return out if out.is_file() else build_guest(crate, PACKAGE, out, TARGET / "riscv-many").elf


class ManyNative:
    """The programs as one native process."""

    def __init__(self, binary: Path) -> None:
        self._guest = NativeGuest(binary)

    def __enter__(self) -> ManyNative:
        return self

    def __exit__(self, *reason: object) -> None:
        self._guest.__exit__(*reason)

    def run(self, number: int, blob: bytes) -> tuple[bytes, bytes, bytes] | None:
        """Outputs, journal and events of program `number`; None when it refuses the host's input."""
        return self._guest.run(number.to_bytes(2, "little") + blob)


class ManyZkvm:
    """The programs as one ELF in the executor."""

    def __init__(self, executor: Executor, elf: Path) -> None:
        self._backend = ZkBackend(executor, elf)

    def run(self, number: int, blob: bytes) -> Executed | None:
        """Outputs, journal and cycles of program `number`; None when it refuses the host's input."""
        try:
            return self._backend.execute(number.to_bytes(2, "little") + blob)
        except HostInputRejectedError:
            return None


def _written(programs: Sequence[Program]) -> tuple[Path, str]:
    """The crate's folder, named by its programs, and a digest of everything that it is built of."""
    files = files_of(programs)
    name = hashlib.sha256("".join(files[path] for path in sorted(files)).encode()).hexdigest()[:16]
    crate = PLACE / name / "crate"
    with exclusive(PLACE / name):
        for path, text in files.items():
            place = crate / path
            if not place.is_file() or place.read_text("utf-8") != text:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text, "utf-8")
        vendor_runtime(crate)
        digest = hashlib.sha256(rustc_version(crate).encode())
        for path in sorted((crate / "vendor").rglob("*.*")):
            digest.update(path.read_bytes())
    return crate, digest.hexdigest()[:16]
