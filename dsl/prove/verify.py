"""What `vprog verify` does, with z3 and the cache. Importing this without z3 raises ModuleNotFoundError."""

from __future__ import annotations

from pathlib import Path

from vprog.dsl.program.declarations import Program
from vprog.dsl.prove import cache
from vprog.dsl.prove.findings import Findings
from vprog.dsl.prove.prove import prove
from vprog.dsl.prove.solver import VERSION

LIMIT = 5.0
"""Seconds for each obligation."""


def verify(program: Program, seconds: float = LIMIT, folder: Path | None = None) -> Findings:
    """The findings about a program; from `folder` where an earlier run decided everything about the same program."""
    key = cache.program_hash(program, VERSION)
    known = cache.load(folder, key) if folder is not None else None
    if known is not None:
        return known
    findings = prove(program, seconds)
    if folder is not None:
        cache.store(folder, key, findings)
    return findings
