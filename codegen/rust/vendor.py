"""Copies of the runtime crates beside an emitted crate, so that it builds on its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

CRATES = ("abi", "guest")
STYLE = "rustfmt.toml"
RUNTIME = Path(__file__).resolve().parents[2] / "runtime"
"""`runtime/` of the repository; in an installed wheel, the same folder beside `vprog/codegen`."""


def vendor_runtime(crate: Path) -> None:
    """Writes `vendor/vprog-abi` and `vendor/vprog-guest` into an emitted crate, replacing what was there, and beside
    them the style that they are written in: the emitted code has another.

    Files that are already the same are left alone, so that Cargo does not build them again. Raises
    FileNotFoundError where the runtime's sources are not installed."""
    _write(crate / "vendor", STYLE, (RUNTIME / STYLE).read_bytes())
    for name in CRATES:
        source, target = RUNTIME / name, crate / "vendor" / f"vprog-{name}"
        wanted = {"Cargo.toml": _manifest(source / "Cargo.toml").encode()}
        wanted |= {path: (source / path).read_bytes() for path in _files(source, "src") if path.endswith(".rs")}
        for path, data in wanted.items():
            _write(target, path, data)
        for folder, _, files in os.walk(target, topdown=False):
            for file in files:
                if os.path.relpath(os.path.join(folder, file), target) not in wanted:
                    os.unlink(os.path.join(folder, file))
            if not os.listdir(folder):
                os.rmdir(folder)


def _files(root: Path, below: str) -> Iterator[str]:
    """The files below a folder of `root`, relative to it."""
    for folder, _, files in os.walk(root / below):
        for file in files:
            yield os.path.relpath(os.path.join(folder, file), root)


def _manifest(path: Path) -> str:
    """The manifest without what only the crate's own tests need, and with paths that hold in `vendor/`."""
    kept: list[str] = []
    skipping = False
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            skipping = line.strip() in ("[dev-dependencies]", "[[test]]", "[[example]]")
        if not skipping:
            kept.append(line.replace('path = "../abi"', 'path = "../vprog-abi"'))
    return "\n".join(kept).rstrip("\n") + "\n"


def _write(folder: Path, name: str, data: bytes) -> None:
    path = os.path.join(folder, name)
    try:
        with open(path, "rb") as file:
            if file.read() == data:
                return
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
