"""The clients of the test programs: emitted once a session, written to a folder, imported from there."""

from __future__ import annotations

import sys
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from vprog.codegen.python import emit
from vprog.dsl.compile import Compilation
from vprog.dsl.interpret.world import World
from vprog.dsl.program.declarations import Program

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = {
    "ledger": REPOSITORY / "examples" / "ledger" / "ledger.vprog",
    "token": REPOSITORY / "examples" / "token" / "token.vprog",
    "features": REPOSITORY / "tests" / "codegen" / "programs" / "features.vprog",
    "rich": REPOSITORY / "tests" / "codegen" / "programs" / "rich.vprog",
    "queries": REPOSITORY / "tests" / "codegen" / "programs" / "queries.vprog",
    "odd": REPOSITORY / "tests" / "codegen" / "programs" / "odd.vprog",
    "empty": REPOSITORY / "tests" / "codegen" / "programs" / "empty.vprog",
    "hostile": REPOSITORY / "tests" / "codegen" / "programs" / "hostile.vprog",
}


@cache
def program(name: str) -> Program:
    """A test program, compiled."""
    path = SOURCES[name]
    found = Compilation(path.read_text("utf-8"), path.name).program
    assert found is not None, f"{path} does not compile"
    return found


@cache
def files(name: str) -> dict[str, str]:
    """What the back end emits for it."""
    return emit(program(name))


def write(name: str, folder: Path) -> Path:
    """Writes the package below a folder."""
    for path, text in files(name).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return folder


@cache
def client(name: str) -> ModuleType:
    """The emitted package, imported."""
    folder = write(name, Path(tempfile.mkdtemp(prefix=f"client-{name}-")))
    sys.path.insert(0, str(folder))
    return import_module(f"{program(name).name}_client")


class WorldState:
    """The state of an interpreter's world, as a client reads it."""

    def __init__(self, world: World) -> None:
        self._world = world

    def read(self, address: bytes) -> bytes:
        return self._world.state.get(address, b"")
