"""How fast programs are checked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from generate import generate
from ledger import PATH
from measure import loops, milliseconds, processes

from vprog.dsl.compile import Compilation

VPROG = str(Path(sys.executable).parent / "vprog")
LENGTHS = (300, 3_000, 30_000)


def cold(runs: int) -> Iterator[tuple[str, str, str]]:
    """Whole processes; growth is processor time beyond that of the shortest program's start."""
    how = f"whole process, {runs} runs, min / median wall; least cpu; most memory"
    for name, command in (("vprog --version", ["--version"]), ("check ledger.vprog", ["check", str(PATH)])):
        done = processes([VPROG, *command], runs)
        yield name, f"{milliseconds(done.wall)}; cpu {min(done.cpu) * 1e3:,.0f} ms; {done.memory:.0f} MiB", how
    with TemporaryDirectory() as folder:
        for length in LENGTHS:
            path = Path(folder, f"{length}.vprog")
            path.write_text(generate(length), "utf-8")
            done = processes([VPROG, "check", str(path)], max(3, runs // (length // 300)))
            shown = f"{milliseconds(done.wall)}; cpu {min(done.cpu) * 1e3:,.0f} ms; {done.memory:.0f} MiB"
            yield f"check {length:,} lines, cold", shown, how


def warm(runs: int) -> Iterator[tuple[str, str, str]]:
    """In this process, everything loaded."""
    for length in LENGTHS:
        source = generate(length)
        assert Compilation(source).diagnostics == (), "a generated program has findings"
        times = loops(lambda source=source: Compilation(source).program, max(3, runs // (length // 300)))
        lines = source.count("\n")
        speed = f"{lines / min(times):,.0f} lines/s"
        yield f"check {length:,} lines, warm", f"{milliseconds(times)}; {speed}", "in process, min / median wall"
