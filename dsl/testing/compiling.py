"""From a file to a checked program."""

from __future__ import annotations

from pathlib import Path

from vprog.dsl.compile import compile_file
from vprog.dsl.program.declarations import Program


def compile_program(path: str | Path) -> Program:
    """The program in a file. Raises ValueError, with the diagnostics as its text, for one that does not compile."""
    compilation = compile_file(path)
    if compilation.program is None:
        raise ValueError("\n".join(f"{d.rule.code}: {d.message}" for d in compilation.diagnostics))
    return compilation.program
