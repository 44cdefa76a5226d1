"""Compiled programs, each compiled once per process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from vprog.dsl.compile import Compilation
from vprog.dsl.program.declarations import Program

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = ("ledger", "token")
PATHS = {name: REPOSITORY / "examples" / name / f"{name}.vprog" for name in EXAMPLES}
PATHS["exchange"] = REPOSITORY / "examples" / "exchange" / "exchange.vprog"
PATHS |= {name: REPOSITORY / "tests" / "interpret" / f"{name}.vprog" for name in ("probe", "author", "values")}


@cache
def compiled(name: str) -> Program:
    """An example of the repository, or one of the programs beside the interpreter's tests."""
    path = PATHS[name]
    program = Compilation(path.read_text("utf-8"), path.name).program
    assert program is not None, f"{path} does not compile"
    return program
