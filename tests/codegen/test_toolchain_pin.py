"""Emitted crates and the repository are built by one compiler."""

import tomllib
from pathlib import Path

from vprog.codegen.rust.emit import TOOLCHAIN

REPOSITORY = Path(__file__).resolve().parents[2]


def test_emitted_crates_pin_the_repositorys_compiler() -> None:
    ours = tomllib.loads((REPOSITORY / "rust-toolchain.toml").read_text("utf-8"))
    assert tomllib.loads(TOOLCHAIN)["toolchain"]["channel"] == ours["toolchain"]["channel"]
