"""Data flows one way: which room may import which (CONTRIBUTING.md)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
ROOMS = ("grammar", "wire", "client", "dsl", "codegen", "pipeline", "stdlib")
MAY_IMPORT = {
    "grammar": {"grammar"},
    "wire": {"wire"},
    "client": {"client", "wire"},
    "dsl": {"dsl", "grammar", "wire", "client"},
    "codegen": {"codegen", "dsl", "wire", "client"},
    "pipeline": {"pipeline", "codegen", "dsl", "wire", "client"},
    "stdlib": {"stdlib"},
}
ABOVE = {"dsl/cli": {"codegen", "pipeline"}}
"""The command line stands above the rooms it calls."""


def sources(room: str) -> Iterator[Path]:
    return (path for path in sorted((REPOSITORY / room).rglob("*.py")) if "__pycache__" not in path.parts)


def imported(path: Path) -> set[str]:
    """Modules of ours that a file imports, without the leading `vprog.`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) and node.level == 0 else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module == "vprog":
            names += [f"vprog.{alias.name}" for alias in node.names]
        found |= {name.removeprefix("vprog.") for name in names if name.startswith("vprog.")}
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_stands_before_it(room: str) -> None:
    for path in sources(room):
        relative = path.relative_to(REPOSITORY).as_posix()
        allowed = MAY_IMPORT[room] | next((more for place, more in ABOVE.items() if relative.startswith(place)), set())
        for module in imported(path):
            assert module.split(".")[0] in allowed, f"{relative} imports vprog.{module}"


def test_back_ends_never_see_the_tree() -> None:
    for room in ("codegen", "pipeline"):
        for path in sources(room):
            assert not any(module.startswith("dsl.syntax") for module in imported(path)), path


def test_files_are_rooms_of_one_purpose() -> None:
    """Past 400 lines, look for the second room."""
    for room in ROOMS:
        for path in sources(room):
            assert len(path.read_text("utf-8").splitlines()) <= 400, path
