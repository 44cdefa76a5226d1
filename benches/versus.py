"""Beside Vyper: a token of equal size and equal duties, from source to result, each as a whole process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from compiler import VPROG
from measure import Process, milliseconds, processes

REPOSITORY = Path(__file__).resolve().parents[1]
OURS = REPOSITORY / "examples" / "token" / "token.vprog"
THEIRS = Path(__file__).resolve().parent / "vyper" / "erc20.vy"
TOOLS = REPOSITORY / "build" / "vyper"
VERSION = "0.4.3"
"""Pinned, so that figures of different days compare. It has an environment of its own: it needs another Lark."""


def vyper(runs: int) -> Iterator[tuple[str, str]]:
    """Their bytecode beside our check and beside everything that we write for a program, without Rust's compiler."""
    theirs = _vyper()
    lines = [sum(1 for line in path.read_text("utf-8").splitlines() if line.strip()) for path in (THEIRS, OURS)]
    yield "lines that are not blank", f"Vyper {lines[0]}, vprog {lines[1]}"
    with TemporaryDirectory() as folder:
        commands = {
            f"vyper {VERSION} -f bytecode": [theirs, "-f", "bytecode", str(THEIRS)],
            "vprog check": [VPROG, "check", str(OURS)],
            "vprog abi": [VPROG, "abi", str(OURS)],
            "vprog build --no-elf": [VPROG, "build", "--no-elf", "--out", folder, str(OURS)],
        }
        done = {name: processes(command, runs) for name, command in commands.items()}
    base, *others = done
    for name, figures in done.items():
        yield name, _shown(figures)
    for name in others:
        ratio = min(done[base].cpu) / min(done[name].cpu), min(done[base].wall) / min(done[name].wall)
        yield f"Vyper / {name}", f"cpu {ratio[0]:.2f}, wall {ratio[1]:.2f} times as long"


def _vyper() -> str:
    """The command, installed on first use."""
    command = TOOLS / "bin" / "vyper"
    if not command.is_file():
        subprocess.run([sys.executable, "-m", "venv", str(TOOLS)], check=True)
        subprocess.run([str(TOOLS / "bin" / "pip"), "install", "--quiet", f"vyper=={VERSION}"], check=True)
    return str(command)


def _shown(done: Process) -> str:
    return f"{milliseconds(done.wall)}; cpu {min(done.cpu) * 1e3:,.0f} ms; {done.memory:.0f} MiB"
