"""Time and memory of whole processes and of loops in this one."""

from __future__ import annotations

import os
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


def _process(command: Sequence[str]) -> tuple[float, float, float]:
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(command)} ended with {child.returncode}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit


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
