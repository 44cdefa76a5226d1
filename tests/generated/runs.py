"""Programs and what is sent to them, by seed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generated.plan import PROGRAMS
from generated.program import source_of
from generated.transactions import Caller
from vprog.dsl.compile import Compilation
from vprog.dsl.interpret.machine import Execution
from vprog.dsl.program.declarations import Program


@cache
def program(seed: int) -> Program:
    return compiled(source_of(seed), f"generated_{seed}.vprog")


def compiled(source: str, path: str) -> Program:
    """Every generated program is one that the checker accepts."""
    compilation = Compilation(source, path)
    errors = [
        f"{d.rule.code} at line {d.primary.span.line}: {d.message}" for d in compilation.diagnostics if d.is_error
    ]
    assert compilation.program is not None, (path, errors)
    return compilation.program


def seeds_of(crate: int) -> range:
    return range(crate * PROGRAMS, (crate + 1) * PROGRAMS)


def history(seed: int, count: int) -> Iterator[tuple[bytes, Execution]]:
    """Inputs that a program gets one after the other, and what the interpreter makes of them."""
    for _, blob, execution in Caller(program(seed), seed).history(count):
        yield blob, execution
