"""From the emit model to files: the templates print, rustfmt aligns."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from vprog.codegen.rust.crate import crate_model
from vprog.codegen.rust.lockfile import lockfile
from vprog.codegen.rust.model import CrateModel
from vprog.codegen.templates import environment
from vprog.dsl.program.declarations import Program

EDITION = "2021"
CHANNEL = "1.95.0"
TOOLCHAIN = f"""\
# The image id depends on the exact compiler.
[toolchain]
channel = "{CHANNEL}"
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
_STYLE = ("--edition", EDITION, "--config", "max_width=110,use_small_heuristics=Max")
_OPTIONAL = ("addresses", "constants", "enums", "errors", "events", "structs")


def emit(program: Program) -> dict[str, str]:
    """The files of the guest crate by relative path (`/` as separator). The build adds `vendor/`.

    Formatted by rustfmt where there is one; without, the text is readable and means the same."""
    with emitting(program) as files:
        return files()


@contextmanager
def emitting(program: Program) -> Generator[Callable[[], dict[str, str]]]:
    """As `emit`, for who has something else to do while rustfmt works: the call inside gives the files."""
    model = crate_model(program)
    files = render(model)
    fixed = {"Cargo.lock": lockfile(model.package), "rust-toolchain.toml": TOOLCHAIN, "rustfmt.toml": RUSTFMT}
    with _formatting({path: text for path, text in files.items() if path.endswith(".rs")}) as formatted:
        yield lambda: files | formatted() | fixed


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


@contextmanager
def _formatting(sources: dict[str, str]) -> Generator[Callable[[], dict[str, str]]]:
    """All Rust files in one run of rustfmt, which follows the modules: starting it takes longer than its work."""
    rustfmt = _rustfmt()
    if rustfmt is None:
        yield lambda: sources
        return
    with TemporaryDirectory(prefix="vprog-") as folder:
        for path, text in sources.items():
            place = Path(folder, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8")
        roots = [str(Path(folder, path)) for path in _ROOTS]
        with subprocess.Popen((rustfmt, *_STYLE, *roots), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:

            def formatted() -> dict[str, str]:
                _, said = running.communicate()
                if not running.returncode:
                    return {path: Path(folder, path).read_text("utf-8") for path in sources}
                if _works(rustfmt):
                    raise AssertionError(f"rustfmt refuses emitted code:\n{said.decode(errors='replace')}")
                return sources

            yield formatted


def _rustfmt() -> str | None:
    """That of the compiler that builds the crate, without rustup's stand-in before it; else the first on the path."""
    home = os.environ.get("RUSTUP_HOME") or os.path.expanduser("~/.rustup")
    own = sorted(glob.glob(os.path.join(glob.escape(home), "toolchains", f"{CHANNEL}-*", "bin", "rustfmt")))
    return next((path for path in own if os.access(path, os.X_OK)), None) or shutil.which("rustfmt")


def _works(rustfmt: str) -> bool:
    """Not only rustup's stand-in for a component that is not installed."""
    return subprocess.run([rustfmt, "--version"], capture_output=True, check=False).returncode == 0
