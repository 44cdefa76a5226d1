"""How fast programs are checked."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from generate import generate
from ledger import PATH
from measure import Process, loops, milliseconds, processes

from vprog.dsl.compile import Compilation
from vprog.dsl.incremental.session import Session

VPROG = str(Path(sys.executable).parent / "vprog")
LENGTHS = (300, 3_000, 30_000)
EDITED = 3_000
"""Lines of the program that is edited, in a hundred instructions and more."""
EDITED_CALL = "min(step_0 + weight, CEILING)"


def cold(runs: int) -> Iterator[tuple[str, str]]:
    """Whole processes, by length; then what a further line costs, which stays the same when growth is linear."""
    for name, command in (("vprog --version", ["--version"]), ("check ledger.vprog", ["check", str(PATH)])):
        yield name, _shown(processes([VPROG, *command], runs))
    spent: list[tuple[int, float]] = []
    with TemporaryDirectory() as folder:
        for length in LENGTHS:
            source = generate(length)
            path = Path(folder, f"{length}.vprog")
            path.write_text(source, "utf-8")
            done = processes([VPROG, "check", str(path)], max(3, runs * LENGTHS[0] // length))
            spent.append((source.count("\n"), min(done.cpu)))
            yield f"check {length:,} lines", _shown(done)
    for (few, less), (many, more) in pairwise(spent):
        yield f"each line from {few:,} to {many:,}", f"cpu {(more - less) / (many - few) * 1e6:,.0f} µs"


def warm(runs: int) -> Iterator[tuple[str, str]]:
    """In this process, everything loaded."""
    for length in LENGTHS:
        source = generate(length)
        assert Compilation(source).diagnostics == (), "a generated program has findings"
        lines = source.count("\n")
        times = loops(lambda source=source: Compilation(source).program, max(3, runs * LENGTHS[0] // length))
        yield f"check {length:,} lines", f"{milliseconds(times)}; {lines / min(times):,.0f} lines/s"


def edits(runs: int) -> Iterator[tuple[str, str]]:
    """One number changes in one instruction, another one each time; the whole program is asked for."""
    parts = generate(EDITED, 100).split(EDITED_CALL)
    calls = [EDITED_CALL] * (len(parts) - 1)
    text, session, took = "", Session(), list[float]()
    for turn in range(max(runs, 10) + 1):
        calls[turn * 7 % len(calls)] = f"min(step_0 + {turn + 2}, CEILING)"
        text = "".join(part + call for part, call in zip(parts, [*calls, ""], strict=True))
        started = time.perf_counter()
        edited = session.update(text)
        assert edited.program is not None
        took.append(time.perf_counter() - started)
        fresh = Compilation(text)
        assert fresh.program == edited.program and fresh.diagnostics == edited.diagnostics
    yield f"one edit in {text.count(chr(10)):,} lines", milliseconds(took[1:])


def _shown(done: Process) -> str:
    return f"{milliseconds(done.wall)}; cpu {min(done.cpu) * 1e3:,.0f} ms; {done.memory:.0f} MiB"
