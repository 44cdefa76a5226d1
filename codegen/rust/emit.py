"""From the emit model to files: the templates print, rustfmt aligns."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from vprog.codegen.rust.crate import crate_model
from vprog.codegen.rust.lockfile import lockfile
from vprog.codegen.rust.model import CrateModel
from vprog.codegen.templates import environment
from vprog.dsl.program.declarations import Program

EDITION = "2021"
TOOLCHAIN = """\
# The image id depends on the exact compiler.
[toolchain]
channel = "1.95.0"
profile = "minimal"
components = ["rust-src"]
"""
RUSTFMT = 'max_width = 110\nuse_small_heuristics = "Max"\n'

_FILES = (
    ("Cargo.toml", "Cargo.toml.j2"),
    ("src/main.rs", "main.rs.j2"),
    ("src/lib.rs", "lib.rs.j2"),
    ("src/resources.rs", "resources.rs.j2"),
    ("src/instructions/mod.rs", "instructions.rs.j2"),
)
_ROOTS = ("src/main.rs", "src/lib.rs")
_OPTIONAL = ("addresses", "constants", "enums", "errors", "events", "structs")


def emit(program: Program) -> dict[str, str]:
    """The files of the guest crate by relative path (`/` as separator). The build adds `vendor/`.

    Formatted by rustfmt where there is one; without, the text is readable and means the same."""
    model = crate_model(program)
    files = render(model)
    return _formatted(files) | {
        "Cargo.lock": lockfile(model.package),
        "rust-toolchain.toml": TOOLCHAIN,
        "rustfmt.toml": RUSTFMT,
    }


def render(model: CrateModel) -> dict[str, str]:
    """The templates, filled in."""
    jinja = environment("vprog.codegen.rust")
    files = {path: jinja.get_template(name).render(crate=model) for path, name in _FILES}
    for module in _OPTIONAL:
        if getattr(model, module):
            files[f"src/{module}.rs"] = jinja.get_template(f"{module}.rs.j2").render(crate=model)
    one = jinja.get_template("instruction.rs.j2")
    for instruction in model.instructions:
        files[f"src/instructions/{instruction.module}.rs"] = one.render(crate=model, instruction=instruction)
    return files


@cache
def _formatter() -> tuple[str, ...] | None:
    """The rustfmt command, or None: no such tool, or only rustup's stand-in for a component that is not installed."""
    rustfmt = shutil.which("rustfmt")
    if rustfmt is None or subprocess.run([rustfmt, "--version"], capture_output=True, check=False).returncode:
        return None
    return (rustfmt, "--edition", EDITION, "--config", "max_width=110,use_small_heuristics=Max")


def _formatted(files: dict[str, str]) -> dict[str, str]:
    """All Rust files in one run of rustfmt, which follows the modules: starting it takes longer than its work."""
    command = _formatter()
    if command is None:
        return files
    sources = [path for path in files if path.endswith(".rs")]
    with TemporaryDirectory(prefix="vprog-") as folder:
        for path in sources:
            place = Path(folder, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(files[path], "utf-8")
        roots = [str(Path(folder, path)) for path in _ROOTS]
        done = subprocess.run([*command, *roots], capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(f"rustfmt refuses emitted code:\n{done.stderr}")
        return files | {path: Path(folder, path).read_text("utf-8") for path in sources}
