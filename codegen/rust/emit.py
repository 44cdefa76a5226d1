"""From the emit model to files: the templates print, rustfmt aligns."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from vprog.codegen.rust.crate import crate_model
from vprog.codegen.rust.lockfile import lockfile
from vprog.codegen.rust.model import CrateModel
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
_OPTIONAL = ("addresses", "constants", "enums", "errors", "events")


def emit(program: Program) -> dict[str, str]:
    """The files of the guest crate by relative path (`/` as separator). The build adds `vendor/`.

    Formatted by rustfmt where there is one; without, the text is readable and means the same."""
    model = crate_model(program)
    files = render(model)
    formatted = {path: _formatted(text) if path.endswith(".rs") else text for path, text in files.items()}
    return formatted | {
        "Cargo.lock": lockfile(model.package),
        "rust-toolchain.toml": TOOLCHAIN,
        "rustfmt.toml": RUSTFMT,
    }


def render(model: CrateModel) -> dict[str, str]:
    """The templates, filled in."""
    jinja = Environment(
        loader=PackageLoader("vprog.codegen.rust"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # Rust, not HTML: text.py makes source text safe
    )
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


def _formatted(text: str) -> str:
    command = _formatter()
    if command is None:
        return text
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"rustfmt refuses emitted code:\n{done.stderr}\n{text}")
    return done.stdout
