"""How fast programs are checked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from generate import generate
from ledger import PATH
from measure import Process, loops, milliseconds, processes

from vprog.dsl.compile import Compilation

VPROG = str(Path(sys.executable).parent / "vprog")
LENGTHS = (300, 3_000, 30_000)


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


def _shown(done: Process) -> str:
    return f"{milliseconds(done.wall)}; cpu {min(done.cpu) * 1e3:,.0f} ms; {done.memory:.0f} MiB"
