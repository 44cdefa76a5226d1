"""Prints what is fast and what is not: `python benches/run.py [--runs N] [--elf PATH] [PART ...]`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from compiler import cold, edits, warm
from execution import BATCH, guest, interpreter

REPOSITORY = Path(__file__).resolve().parents[1]
EXECUTOR = REPOSITORY / "target" / "release" / "vprog-risc0-executor"
GUEST = REPOSITORY / "build" / "demo" / "guest.elf"
PARTS = {
    "cold": "whole processes, after one that warms the disk: wall time min / median; least processor time; most memory",
    "warm": "in one process, everything loaded: wall time min / median; lines by the fastest",
    "edits": "in one process, an edit after another in one program: wall time min / median",
    "interpreter": f"in one process, one blob {BATCH} times over: the fastest of the runs",
    "vyper": "whole processes on a token of equal size, as `cold`; installs Vyper into `build/vyper` on first use",
    "cost": "user cycles of each operation of a guest, beside what static bounds count; builds a guest",
    "guest": "user cycles of one run in the risc0 executor; by hand: the framework's own guest",
}
"""What is measured, and how."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all by default")
    asked.add_argument("--runs", type=int, default=10, help="how often short things run (default: 10)")
    asked.add_argument("--elf", type=Path, default=GUEST, help="the ledger's guest; by default the demo's")
    options = asked.parse_args()
    parts = options.parts or list(PARTS)
    if unknown := sorted(set(parts) - set(PARTS)):
        asked.error(f"no part {', '.join(unknown)}")
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    for part in parts:
        print(f"\n{part}: {PARTS[part]}")
        for name, figure in _rows(part, options.runs, options.elf):
            print(f"  {name:<32} {figure}", flush=True)


def _rows(part: str, runs: int, elf: Path) -> Iterator[tuple[str, str]]:
    match part:
        case "cold":
            return cold(runs)
        case "warm":
            return warm(runs)
        case "edits":
            return edits(runs)
        case "interpreter":
            return interpreter(runs)
        case "vyper":
            from versus import vyper

            return vyper(runs)
        case "cost":
            if not EXECUTOR.is_file():
                return iter([("not measured", f"`make workers` builds {EXECUTOR}")])
            from operations import operations

            return operations()
        case _:
            missing = [str(path) for path in (EXECUTOR, elf) if not path.is_file()]
            return iter([("not measured", f"`make demo` builds {', '.join(missing)}")]) if missing else guest(elf)


if __name__ == "__main__":
    main()
