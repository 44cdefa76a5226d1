"""Guests for risc0's rv32im machine, with nothing but rustup's own compiler and its `rust-src` component.

The same sources give the same ELF, and so the same image id, wherever they are built: dependencies come from a lock
file, every path is rewritten, and the profile is the guest crate's own. What remains is the compiler's version, which
`BuiltGuest.rustc` records. (`rzup` and the Docker image are the official route to published image ids.)
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from attrs import frozen

from ..workers import Executor
from .cargo import (
    CHECKSUMS,
    Progress,
    ToolchainError,
    exclusive,
    fetch,
    place,
    run_cargo,
    rustc_version,
    sysroot,
)

TARGET = "riscv32im-risc0-zkvm-elf"

RUNTIME = Path(__file__).resolve().parents[2] / "runtime"
"""The runtime crates that emitted guests depend on by path."""

# Where user code starts; atomics become plain instructions because the machine has one thread.
_FLAGS = (
    "-Cpasses=lower-atomic",
    "-Clink-arg=-Ttext=0x00200800",
    "-Clink-arg=--fatal-warnings",
    "-Cpanic=abort",
    "--cfg",
    'getrandom_backend="custom"',
)

_BUILD_STD = (
    "-Zbuild-std=alloc,core,proc_macro,panic_abort,std",
    "-Zbuild-std-features=compiler-builtins-mem",
)


@frozen
class BuiltGuest:
    """A guest program: its user ELF, what verifiers know it by (32 bytes) and the compiler that made it."""

    elf: Path
    image_id: bytes
    rustc: str


def build_guest(
    crate_dir: Path,
    bin_name: str,
    out: Path,
    target_dir: Path,
    *,
    progress: Progress | None = None,
) -> BuiltGuest:
    """Builds a guest crate's binary and puts the ELF at `out`.

    `target_dir` is best shared by all guests: the first build there compiles the standard library (about a minute),
    later ones only their own crate. A crate without a lock file starts from the runtime's, so that its dependencies
    are the ones the runtime was tested with.

    Raises `ToolchainError`, and `WorkerError` when the executor cannot load what was built.
    """
    crate_dir, target_dir = crate_dir.resolve(), target_dir.resolve()
    root = sysroot(crate_dir)
    _require_rust_src(root)
    locked = _seed_lock(crate_dir)
    fetch(crate_dir, locked=locked, extra=_base_environment())
    if progress is not None:
        progress(f"building guest {crate_dir.name}")
    arguments = ["build", "--release", "--locked", "--bin", bin_name, "--target", TARGET, *_BUILD_STD, *CHECKSUMS]
    extra = {**_base_environment(), "CARGO_ENCODED_RUSTFLAGS": "\x1f".join((*_FLAGS, *_remaps(root)))}
    with exclusive(target_dir):
        run_cargo([*arguments, "--target-dir", str(target_dir)], cwd=crate_dir, extra=extra, progress=progress)
        place(target_dir / TARGET / "release" / bin_name, out)
    with Executor.start() as executor:
        return BuiltGuest(out, executor.load(out), rustc_version(crate_dir))


def _base_environment() -> dict[str, str]:
    return {
        # `-Z` flags on a stable compiler.
        "RUSTC_BOOTSTRAP": "1",
        # Build scripts of hashing crates look for a cross compiler they do not need.
        "CC": "/bin/false",
        # Present and empty: the big-integer accelerator's feature switch.
        "RISC0_FEATURE_bigint2": "",
    }


def _require_rust_src(root: Path) -> None:
    if not (root / "lib/rustlib/src/rust/library/std").is_dir():
        raise ToolchainError(
            "rust-src-missing",
            "guests are built with their own standard library: run `rustup component add rust-src`, then try again",
        )


def _seed_lock(crate_dir: Path) -> bool:
    """Whether the crate came with its own lock file; one that did not gets the runtime's to start from."""
    lock, seed = crate_dir / "Cargo.lock", RUNTIME / "guests" / "Cargo.lock"
    if lock.is_file() or crate_dir.parent == seed.parent:
        return True
    if seed.is_file():
        shutil.copyfile(seed, lock)
    return False


def _remaps(root: Path) -> list[str]:
    """Compiler flags that replace this machine's paths in panic messages.

    They are the same for every guest: cargo would compile the standard library again for other flags. The guest
    crate's own paths are relative already.
    """
    cargo_home = Path(os.environ.get("CARGO_HOME") or Path.home() / ".cargo").resolve()
    pairs = [(path, "/registry") for path in sorted((cargo_home / "registry" / "src").glob("*/"))]
    pairs += [(cargo_home / "git" / "checkouts", "/git"), (root, "/rust"), (RUNTIME, "/runtime")]
    return [f"--remap-path-prefix={path}={name}" for path, name in pairs]
