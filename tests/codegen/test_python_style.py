"""Emitted clients as other people's tools see them: formatted, free of lint, strictly typed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from client_packages import REPOSITORY, write

NAMES = ("ledger", "token", "features", "hostile", "rich", "queries", "odd", "empty")
ROOMS = ("client", "wire")

USES_IT_WELL = """
from ledger_client import LedgerClient, instructions
from ledger_client.addresses import UserAddress
from ledger_client.types import Sompi

action = instructions.transfer(source=UserAddress(bytes(32)), target=UserAddress(bytes(32)), amount=Sompi(5))
balance: Sompi


def read(client: LedgerClient) -> Sompi | None:
    user = client.user(UserAddress(bytes(32)))
    return None if user is None else user.balance
"""

USES_IT_BADLY = """
from ledger_client import addresses, instructions
from ledger_client.addresses import UserAddress
from ledger_client.types import Sompi
from vprog.client.types import CovenantId

instructions.transfer(source=UserAddress(bytes(32)), amount=5)
instructions.transfer(source=addresses.config(), amount=Sompi(5))
addresses.user(initial_lock=CovenantId(bytes(32)))
instructions.withdraw(user=UserAddress(bytes(32)), amount=Sompi(1))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("clients")
    for name in NAMES:
        write(name, root / name)
    return root


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *arguments], cwd=cwd, capture_output=True, text=True, check=False)


def test_formatted(folder: Path) -> None:
    done = run("ruff", "format", "--check", "--no-cache", "--diff", ".", cwd=folder)
    assert done.returncode == 0, done.stdout


def test_free_of_lint(folder: Path) -> None:
    rules = "E,F,W,I,B,UP,SIM,RUF,PIE,RET,C4"
    # Names of the hostile program alone are longer than a line.
    done = run("ruff", "check", "--no-cache", "--select", rules, "--exclude", "hostile", ".", cwd=folder)
    assert done.returncode == 0, done.stdout
    done = run("ruff", "check", "--no-cache", "--select", rules, "--ignore", "E501", "hostile", cwd=folder)
    assert done.returncode == 0, done.stdout


def test_strictly_typed(folder: Path) -> None:
    """The packages have no finding; a file that misuses one has a finding a line."""
    types = folder / "types" / "vprog"
    types.mkdir(parents=True)
    for room in ROOMS:
        (types / room).symlink_to(REPOSITORY / room)
    (folder / "well.py").write_text(USES_IT_WELL)
    (folder / "badly.py").write_text(USES_IT_BADLY)
    options = {
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
        "extraPaths": ["types", "ledger"],
        "include": [*NAMES, "well.py", "badly.py"],
        "reportMissingTypeStubs": False,
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(options))
    done = run("pyright", "--outputjson", "-p", "pyrightconfig.json", "--pythonpath", sys.executable, cwd=folder)
    report = json.loads(done.stdout)
    found = [(Path(d["file"]).name, d["range"]["start"]["line"] + 1) for d in report["generalDiagnostics"]]
    assert report["summary"]["filesAnalyzed"] > 30
    assert set(found) == {("badly.py", line) for line in (7, 8, 9, 10)}, report["generalDiagnostics"]
