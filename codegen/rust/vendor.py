"""Copies of the runtime crates beside an emitted crate, so that it builds on its own."""

from __future__ import annotations

import shutil
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
    _write(crate / "vendor" / STYLE, (RUNTIME / STYLE).read_text("utf-8"))
    for name in CRATES:
        source, target = RUNTIME / name, crate / "vendor" / f"vprog-{name}"
        wanted = {Path("Cargo.toml"): _manifest(source / "Cargo.toml")}
        wanted |= {path.relative_to(source): path.read_text("utf-8") for path in source.glob("src/**/*.rs")}
        for path, text in wanted.items():
            _write(target / path, text)
        for path in sorted(target.rglob("*"), reverse=True):
            if path.is_file() and path.relative_to(target) not in wanted:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                shutil.rmtree(path)


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


def _write(path: Path, text: str) -> None:
    if path.is_file() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
