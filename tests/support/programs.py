"""Compiled programs, each compiled once per process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from vprog.dsl.compile import Compilation
from vprog.dsl.program.declarations import Program

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = ("ledger", "token")
PATHS = {name: REPOSITORY / "examples" / name / f"{name}.vprog" for name in EXAMPLES}
PATHS["probe"] = REPOSITORY / "tests" / "interpret" / "probe.vprog"


@cache
def compiled(name: str) -> Program:
    """An example of the repository, or `probe`."""
    path = PATHS[name]
    program = Compilation(path.read_text("utf-8"), path.name).program
    assert program is not None, f"{path} does not compile"
    return program
