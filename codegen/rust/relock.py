"""Writes `templates/Cargo.lock` anew, after a dependency of the runtime crates changed.

    python -m vprog.codegen.rust.relock

Versions are those of `runtime/Cargo.lock`, with which the runtime is tested; cargo drops what a guest does not need.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from vprog.codegen.rust.emit import render
from vprog.codegen.rust.lockfile import PLACEHOLDER
from vprog.codegen.rust.model import CrateModel, Module
from vprog.codegen.rust.vendor import RUNTIME, vendor_runtime

TEMPLATE = Path(__file__).resolve().parent / "templates" / "Cargo.lock"


def relock() -> None:
    """Needs cargo, and its registry for versions that `runtime/Cargo.lock` lacks."""
    with tempfile.TemporaryDirectory() as folder:
        crate = Path(folder)
        for name, text in render(_empty_crate()).items():
            (crate / name).parent.mkdir(parents=True, exist_ok=True)
            (crate / name).write_text(text, "utf-8")
        vendor_runtime(crate)
        shutil.copy(RUNTIME / "Cargo.lock", crate / "Cargo.lock")
        subprocess.run(["cargo", "update", "--workspace"], cwd=crate, check=True)
        shutil.copy(crate / "Cargo.lock", TEMPLATE)


def _empty_crate() -> CrateModel:
    nothing = Module((), ())
    return CrateModel(
        package=PLACEHOLDER,
        library=PLACEHOLDER.replace("-", "_"),
        program="Empty",
        source_name="empty",
        source_file="empty.vprog",
        doc=("Nothing.",),
        genesis=None,
        addresses=(),
        constants=(),
        structs=(),
        enums=(),
        errors=(),
        events=(),
        resources=(),
        instructions=(),
        modules=dict.fromkeys(("constants", "enums", "events", "resources", "root", "structs"), nothing),
    )


if __name__ == "__main__":
    relock()
