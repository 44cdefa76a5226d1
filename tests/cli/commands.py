"""Runs `vprog` as a person does: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
EXAMPLES = REPOSITORY / "examples"
LEDGER = EXAMPLES / "ledger" / "ledger.vprog"
TOKEN = EXAMPLES / "token" / "token.vprog"

_START = "from vprog.dsl.cli.main import main; main()"


def vprog(*arguments: object, cwd: Path = REPOSITORY, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _START, *map(str, arguments)]
    env = {**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", **environment}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def modules_of(*arguments: object) -> set[str]:
    """The modules that a command imports."""
    script = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('\\n'.join(sorted(sys.modules)), file=sys.stderr))\n"
        f"{_START}"
    )
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stderr.split())
