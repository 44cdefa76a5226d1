"""The emitted clients of the examples, committed: a change to the back end shows as a diff.

`UPDATE_GOLDEN=1 pytest tests/codegen/test_python_golden.py` writes them anew.
"""

import os
import shutil
from pathlib import Path

import pytest
from client_packages import files, program

from vprog.codegen.python import emit

GOLDEN = Path(__file__).parent / "golden" / "python"


def committed(name: str) -> dict[str, str]:
    folder = GOLDEN / name
    paths = (p for p in folder.rglob("*") if p.is_file() and not _cache(p))
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in paths}


def _cache(path: Path) -> bool:
    """What tools leave behind."""
    return any(part == "__pycache__" or part.startswith(".") for part in path.relative_to(GOLDEN).parts)


@pytest.mark.parametrize("name", ["ledger", "token", "rich"])
def test_emitted_client_is_the_committed_one(name: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(GOLDEN / name, ignore_errors=True)
        for path, text in files(name).items():
            (GOLDEN / name / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name / path).write_text(text, "utf-8")
    assert committed(name) == files(name)


@pytest.mark.parametrize("name", ["ledger", "token", "features", "hostile", "rich"])
def test_emission_is_deterministic(name: str) -> None:
    assert emit(program(name)) == files(name)


def test_no_place_of_the_machine_is_in_the_output() -> None:
    text = "".join(files("ledger").values())
    assert "/" not in "".join(line for line in text.splitlines() if line.lstrip().startswith("# "))
