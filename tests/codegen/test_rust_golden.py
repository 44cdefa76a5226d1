"""Emitted crates, committed: what the emitter prints is read in review like any other code, and clippy has no say.

`UPDATE_GOLDEN=1 pytest tests/codegen/test_rust_golden.py` writes them anew.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from differential.native_guest import FRESHNESS, REPOSITORY, cargo, compiled, write_crate

from vprog.codegen.rust import emit
from vprog.codegen.rust.crate import package_name

GOLDEN = Path(__file__).parent / "golden"
SOURCES = {
    "ledger": REPOSITORY / "examples" / "ledger" / "ledger.vprog",
    "token": REPOSITORY / "examples" / "token" / "token.vprog",
    "features": Path(__file__).parent / "programs" / "features.vprog",
    # All of the language: values, roles and the chain, calls.
    **{
        name: REPOSITORY / "tests" / "differential" / "programs" / f"{name}.vprog"
        for name in ("values", "crowd", "calls")
    },
}
# Where the source is good style, so is what is emitted: every lint holds.
EXEMPLARY = ("ledger", "token")
# The same text for every program, and long.
UNINTERESTING = "Cargo.lock"


@pytest.mark.parametrize("name", SOURCES)
def test_emitted_crate_is_the_golden_one(name: str) -> None:
    files = emit(compiled(SOURCES[name]))
    folder = GOLDEN / name
    emitted = {path: text for path, text in files.items() if path != UNINTERESTING}
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in emitted.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
    golden = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}
    assert sorted(golden) == sorted(emitted)
    for path, text in emitted.items():
        assert text == golden[path], f"{name}/{path} differs; UPDATE_GOLDEN=1 accepts it"


@pytest.mark.parametrize("name", SOURCES)
def test_clippy_accepts_the_crate_and_its_tests_pass(name: str) -> None:
    program = compiled(SOURCES[name])
    folder = REPOSITORY / "target" / "guest-src" / program.name
    write_crate(program, folder)
    package = package_name(program)
    lints = ["-D", "warnings", *(["-D", "clippy::all"] if name in EXEMPLARY else [])]
    cargo(folder, "clippy", "--locked", FRESHNESS, "-p", package, "--all-targets", "--", *lints)
    cargo(folder, "test", "--locked", FRESHNESS, "-p", package)


def test_emission_is_deterministic() -> None:
    program = compiled(SOURCES["features"])
    assert emit(program) == emit(program)
    assert emit(compiled(SOURCES["features"])) == emit(program)
