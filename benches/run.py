"""Prints what is fast and what is not: `python benches/run.py [--runs N] [--elf PATH] [PART ...]`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from compiler import cold, warm
from execution import guest, interpreter

REPOSITORY = Path(__file__).resolve().parents[1]
EXECUTOR = REPOSITORY / "target" / "release" / "vprog-risc0-executor"
PARTS = ("cold", "warm", "interpreter", "guest")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all by default")
    asked.add_argument("--runs", type=int, default=10, help="how often short things run (default: 10)")
    asked.add_argument(
        "--elf", type=Path, default=REPOSITORY / "build" / "demo" / "guest.elf", help="the ledger's guest"
    )
    options = asked.parse_args()
    parts = options.parts or PARTS
    if unknown := set(parts) - set(PARTS):
        asked.error(f"no part {', '.join(sorted(unknown))}")
    load = os.getloadavg()[0]
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, load {load:.1f}")
    for part in PARTS:
        if part in parts:
            print(f"\n{part}")
            for name, figure, how in _rows(part, options.runs, options.elf):
                print(f"  {name:<34} {figure:<54} {how}", flush=True)


def _rows(part: str, runs: int, elf: Path) -> Iterator[tuple[str, str, str]]:
    match part:
        case "cold":
            return cold(runs)
        case "warm":
            return warm(runs)
        case "interpreter":
            return interpreter(runs)
        case _:
            missing = [str(path) for path in (EXECUTOR, elf) if not path.is_file()]
            if missing:
                return iter([("guest", "not measured", f"missing: {', '.join(missing)} (`make demo` builds them)")])
            return guest(elf)


if __name__ == "__main__":
    main()
