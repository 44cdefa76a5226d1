"""Compiled programs, each compiled once per process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from vprog.dsl.compile import Compilation
from vprog.dsl.program.declarations import Program

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = ("ledger", "token")


def example_path(name: str) -> Path:
    return REPOSITORY / "examples" / name / f"{name}.vprog"


@cache
def example(name: str) -> Program:
    """An example of the repository."""
    return program_at(example_path(name))


@cache
def program_at(path: Path) -> Program:
    program = Compilation(path.read_text("utf-8"), path.name).program
    assert program is not None, f"{path} does not compile"
    return program
