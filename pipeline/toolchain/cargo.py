"""Running cargo for crates the user did not write by hand: quiet, locked, safe to share a build folder."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

Progress = Callable[[str], None]
"""Receives one line of what is going on, for people."""

INSTALL_RUST = "install Rust from https://rustup.rs"

# Settings of the caller's shell that would silently change what is built.
_FOREIGN = (
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_TARGET_DIR",
    "CARGO_BUILD_TARGET_DIR",
    "RUSTC_WRAPPER",
    "RUSTC_WORKSPACE_WRAPPER",
)

_KEPT_LINES = 40


class ToolchainError(Exception):
    """A build that did not happen. `code` is stable: tool-missing, rust-src-missing, lock-stale, build-failed."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The process environment without settings that change builds, plus `extra`."""
    env = {key: value for key, value in os.environ.items() if key not in _FOREIGN}
    return {**env, **extra}


def tool(name: str) -> str:
    """Absolute path of a Rust tool; `tool-missing` if it is not on the path."""
    found = shutil.which(name)
    if found is None:
        raise ToolchainError("tool-missing", f"`{name}` was not found: {INSTALL_RUST}, then try again")
    return found


def sysroot(folder: Path) -> Path:
    """Where the Rust toolchain that a folder asks for lives. Raises `ToolchainError` (tool-missing)."""
    return Path(_rustc(folder, "--print", "sysroot"))


def rustc_version(folder: Path) -> str:
    """The name and version of the compiler that a folder asks for, as recorded beside an image id."""
    return _rustc(folder, "--version")


def _rustc(folder: Path, *arguments: str) -> str:
    command = [tool("rustc"), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["it does not run"]
        raise ToolchainError("tool-missing", f"the compiler that {folder.name} is pinned to is missing: {reason[0]}")
    return done.stdout.strip()


def run_cargo(arguments: Sequence[str], *, cwd: Path, extra: Mapping[str, str], progress: Progress | None) -> None:
    """Runs cargo, passing its messages on; `build-failed` carries the end of them, `lock-stale` names its remedy."""
    command = [tool("cargo"), *arguments]
    kept: list[str] = []
    with subprocess.Popen(
        command, cwd=cwd, env=environment(extra), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as process:
        for line in process.stderr or ():
            kept = [*kept[-_KEPT_LINES:], line.rstrip()]
            if progress is not None:
                progress(line.rstrip())
    if process.returncode == 0:
        return
    text = "\n".join(kept)
    if "--locked" in text:
        raise _stale(cwd)
    raise ToolchainError("build-failed", f"cargo could not build {cwd}:\n{text}")


def fetch(crate_dir: Path, *, locked: bool, extra: Mapping[str, str]) -> None:
    """Downloads what a crate depends on, writing a missing lock file. `lock-stale`, `build-failed`."""
    command = [tool("cargo"), "metadata", "--format-version", "1", *(["--locked"] if locked else [])]
    done = subprocess.run(command, cwd=crate_dir, env=environment(extra), capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    if "--locked" in done.stderr:
        raise _stale(crate_dir)
    raise ToolchainError("build-failed", f"cargo could not resolve {crate_dir}:\n{done.stderr.strip()}")


def _stale(crate_dir: Path) -> ToolchainError:
    lock = crate_dir / "Cargo.lock"
    return ToolchainError("lock-stale", f"{lock} does not fit Cargo.toml: run `cargo update` there, then try again")


@contextmanager
def exclusive(target_dir: Path) -> Generator[None]:
    """One build at a time per build folder: two crates may give their binaries the same name."""
    target_dir.mkdir(parents=True, exist_ok=True)
    with (target_dir / ".vprog-build").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def place(built: Path, out: Path) -> Path:
    """Copies a build result to `out` in one step, so that no reader sees half a file."""
    if not built.is_file():
        raise ToolchainError("build-failed", f"cargo succeeded but left no {built.name}: does the crate have it?")
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = out.with_name(f".{out.name}.{os.getpid()}")
    shutil.copy2(built, fresh)
    fresh.replace(out)
    return out


def build_native(
    crate_dir: Path,
    bin_name: str,
    out: Path,
    target_dir: Path,
    *,
    features: Sequence[str] = (),
    progress: Progress | None = None,
) -> Path:
    """Builds a crate's binary for this machine (release profile) and puts it at `out`.

    Raises `ToolchainError`.
    """
    arguments = ["build", "--release", "--bin", bin_name, "--target-dir", str(target_dir.resolve())]
    arguments += [*CHECKSUMS, *(["--locked"] if (crate_dir / "Cargo.lock").is_file() else [])]
    if features:
        arguments += ["--features", ",".join(features)]
    with exclusive(target_dir):
        run_cargo(arguments, cwd=crate_dir, extra={"RUSTC_BOOTSTRAP": "1"}, progress=progress)
        return place(target_dir / "release" / bin_name, out)


# Two crates of one name (two checkouts of one program, say) share their place in a build folder; going by file times,
# cargo would take the other one's result for this one's. Contents settle it.
CHECKSUMS = ("-Zchecksum-freshness",)
