"""Time and memory of whole processes and of loops in this one."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median

from attrs import frozen


@frozen
class Process:
    """Several runs of one command: wall time and processor time in seconds, ru_maxrss in MiB."""

    wall: tuple[float, ...]
    cpu: tuple[float, ...]
    memory: float


def processes(command: Sequence[str], runs: int) -> Process:
    """Runs a command so often, after one run that is not counted (it warms the disk cache). It has to succeed."""
    results = [_process(command) for _ in range(runs + 1)][1:]
    wall, cpu, memory = zip(*results, strict=True)
    return Process(wall, cpu, max(memory))


_LAUNCH = """
import os, sys, time
started = time.perf_counter()
silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
_, status, used = os.wait4(child, 0)
print(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss, status)
"""
"""A child begins with the memory mark of whoever starts it, so a process that is smaller than any of ours does."""


def _process(command: Sequence[str]) -> tuple[float, float, float]:
    launch = [sys.executable, "-I", "-S", "-c", _LAUNCH, *command]
    wall, cpu, memory, status = subprocess.run(launch, check=True, capture_output=True, text=True).stdout.split()
    if status != "0":
        sys.exit(f"{' '.join(command)} failed")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return float(wall), float(cpu), int(memory) / unit


def loops(body: Callable[[], object], runs: int) -> tuple[float, ...]:
    """Seconds of each run in this process, after one that is not counted."""
    times: list[float] = []
    for _ in range(runs + 1):
        started = time.perf_counter()
        body()
        times.append(time.perf_counter() - started)
    return tuple(times[1:])


def milliseconds(times: Sequence[float]) -> str:
    """`min / median`."""
    return f"{min(times) * 1e3:,.1f} / {median(times) * 1e3:,.1f} ms"
