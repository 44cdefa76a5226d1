"""Clients are small: the shared module and an emitted package load neither the compiler nor its libraries."""

import subprocess
import sys
from pathlib import Path

import pytest

import vprog.client

REPOSITORY = Path(__file__).resolve().parents[2]
FORBIDDEN = ("lark", "jinja2", "click", "vprog.dsl", "vprog.codegen", "vprog.grammar", "vprog.pipeline", "coincurve")
MODULES = sorted(f"vprog.client.{path.stem}" for path in Path(vprog.client.__file__).parent.glob("*.py"))
EMITTED = REPOSITORY / "tests" / "codegen" / "golden" / "python"

SCRIPT = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
for name in sys.argv[3:]:
    importlib.import_module(name)
found = [name for name in sys.argv[2].split(",") if name in sys.modules]
sys.exit(f"loaded: {found}" if found else 0)
"""


def load(folder: Path, *names: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", SCRIPT, str(folder), ",".join(FORBIDDEN), *names]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_shared_module_stands_alone() -> None:
    assert len(MODULES) > 10
    done = load(REPOSITORY, *(name for name in MODULES if not name.endswith("__init__")))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["ledger", "token", "rich"])
def test_emitted_client_stands_alone(name: str) -> None:
    done = load(EMITTED / name, f"{name}_client")
    assert done.returncode == 0, done.stderr


def test_the_check_notices() -> None:
    assert load(REPOSITORY, "vprog.dsl.compile").returncode != 0
