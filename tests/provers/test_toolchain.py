"""Building guests: the same ELF anywhere, the right ELF for each crate, and words of help when it cannot be done."""

import re
import shutil
from pathlib import Path

import pytest

from vprog.pipeline.toolchain import ToolchainError, build_guest, build_native, risc0
from vprog.pipeline.workers import Executor, frame

from .conftest import GUESTS, REPOSITORY, TARGET

ELSEWHERE = REPOSITORY / "target" / "elsewhere" / "far" / "away"
"""A second place for the same sources; always the same one, so that only the first run compiles everything again."""

GUEST = """\
#![no_main]
risc0_zkvm::guest::entry!(main);
fn main() {{
    risc0_zkvm::guest::env::commit_slice(b"{word}");
}}
"""

# The profile of the runtime's guests: another one would compile the standard library once more.
MANIFEST = """\
[workspace]

[package]
name = "a-guest"
version = "0.1.0"
edition = "2021"

[[bin]]
name = "guest"
path = "src/main.rs"

{dependencies}
[profile.release]
opt-level = 3
lto = "fat"
codegen-units = 1
panic = "abort"
debug = false
strip = "symbols"
"""

RISC0 = '[dependencies]\nrisc0-zkvm = { version = "=3.0.4", default-features = false, features = ["std"] }\n'


def crate(folder: Path, source: str, dependencies: str = "") -> Path:
    (folder / "src").mkdir(parents=True)
    (folder / "Cargo.toml").write_text(MANIFEST.format(dependencies=dependencies))
    (folder / "src" / "main.rs").write_text(source)
    return folder


def refused(crate_dir: Path, tmp_path: Path) -> ToolchainError:
    with pytest.raises(ToolchainError) as caught:
        build_guest(crate_dir, "guest", tmp_path / "out.elf", TARGET)
    assert not (tmp_path / "out.elf").exists()
    return caught.value


def test_an_elf_does_not_depend_on_where_it_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = build_guest(GUESTS / "batch", "batch", tmp_path / "here.elf", TARGET)
    ELSEWHERE.mkdir(parents=True, exist_ok=True)
    for name in ("abi", "guests"):
        shutil.rmtree(ELSEWHERE / name, ignore_errors=True)
        shutil.copytree(REPOSITORY / "runtime" / name, ELSEWHERE / name)
    manifest = (REPOSITORY / "runtime" / "Cargo.toml").read_text()
    (ELSEWHERE / "Cargo.toml").write_text(re.sub(r"(?m)^members = .*$", 'members = ["abi"]', manifest))
    monkeypatch.setattr(risc0, "RUNTIME", ELSEWHERE)
    there = build_guest(ELSEWHERE / "guests" / "batch", "batch", tmp_path / "there.elf", ELSEWHERE / "target")
    assert here.image_id == there.image_id
    assert here.elf.read_bytes() == there.elf.read_bytes()


def test_an_elf_names_no_folder_of_this_machine(tmp_path: Path) -> None:
    built = build_guest(GUESTS / "batch", "batch", tmp_path / "batch.elf", TARGET)
    data = built.elf.read_bytes()
    assert str(REPOSITORY).encode() not in data
    assert str(Path.home()).encode() + b"/" not in data
    assert built.rustc.startswith("rustc 1.")


def test_two_guests_of_one_name_stay_two_guests(tmp_path: Path) -> None:
    """Both crates exist before either is built: going by file times, the second would count as built already."""
    crates = [crate(tmp_path / word, GUEST.format(word=word), RISC0) for word in ("first", "second")]
    lines: list[str] = []
    built = [
        build_guest(folder, "guest", tmp_path / f"{folder.name}.elf", TARGET, progress=lines.append)
        for folder in crates
    ]
    assert lines
    assert built[0].image_id != built[1].image_id
    with Executor.start() as executor:
        for folder, guest in zip(crates, built, strict=True):
            assert executor.load(guest.elf) == guest.image_id
            assert executor.execute(guest.image_id, frame(b"")).journal == folder.name.encode()


def test_a_compile_error_is_shown(tmp_path: Path) -> None:
    error = refused(crate(tmp_path / "crate", "fn main() { let x: u8 = 300u16; }"), tmp_path)
    assert error.code == "build-failed"
    assert "mismatched types" in error.message


def test_a_lock_file_that_does_not_fit(tmp_path: Path) -> None:
    folder = crate(tmp_path / "crate", GUEST.format(word="x"), RISC0)
    (folder / "Cargo.lock").write_text('version = 4\n\n[[package]]\nname = "a-guest"\nversion = "0.1.0"\n')
    assert refused(folder, tmp_path).code == "lock-stale"


def test_a_missing_toolchain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refused(crate(tmp_path / "crate", GUEST.format(word="x")), tmp_path)
    assert error.code == "tool-missing"
    assert "rustup.rs" in error.message


def test_a_missing_standard_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(risc0, "sysroot", lambda _: tmp_path)
    error = refused(crate(tmp_path / "crate", GUEST.format(word="x")), tmp_path)
    assert error.code == "rust-src-missing"
    assert "rustup component add rust-src" in error.message


def test_native_programs_of_one_name_stay_apart_too(tmp_path: Path) -> None:
    crates = [crate(tmp_path / w, f'fn main() {{ print!("{w}"); }}') for w in ("first", "second")]
    outs = [build_native(folder, "guest", tmp_path / f"{folder.name}.bin", tmp_path / "target") for folder in crates]
    assert outs[0].read_bytes() != outs[1].read_bytes()
    with pytest.raises(ToolchainError) as caught:
        build_native(crates[0], "no-such-binary", tmp_path / "none", tmp_path / "target")
    assert caught.value.code == "build-failed"
