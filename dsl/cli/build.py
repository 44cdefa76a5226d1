"""`vprog build`"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from vprog.dsl.cli.failures import FileFailure, ToolFailure
from vprog.dsl.cli.files import step, write_files
from vprog.dsl.cli.locking import keep_record
from vprog.dsl.cli.sources import load_program

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vprog.dsl.program.declarations import Program
    from vprog.pipeline.toolchain.risc0 import BuiltGuest


@click.command("build")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option(
    "-o", "--out", metavar="DIR", required=True, type=click.Path(file_okay=False), help="The folder to write."
)
@click.option("--no-elf", is_flag=True, help="Write the sources only; needs no Rust.")
@click.option(
    "--target-dir",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Where Rust keeps its intermediate files. Default: a folder in your cache, shared by all programs.",
)
@click.option("--no-lock", is_flag=True, help="Neither read nor write vprog.lock.")
def command(file: str, out: str, no_elf: bool, target_dir: str | None, no_lock: bool) -> None:
    """Build all of a program: DIR/guest (a Rust crate), DIR/guest.elf, DIR/client and DIR/abi.json.

    Prints the image id of the ELF, by which verifiers know the program. A program with errors writes nothing. The
    first build compiles Rust's standard library for the zkVM and takes a minute or two.

    The first build also records beside FILE what others will rely on (vprog.lock). A later version that breaks that
    is refused with VP1115, and `vprog diff` shows why; `vprog lock` records the new version when nobody relies on the
    old one yet.

    \b
    Example:
      vprog build ledger.vprog --out build
    """
    program = load_program(file)
    if not no_lock:
        keep_record(file, program)
    write_files(_emit(program), out)
    _vendor(out)
    step(f"wrote {out}/guest, {out}/client and {out}/abi.json")
    if not no_elf:
        built = _build(program, out, target_dir or _shared_target())
        image_id = built.image_id.hex()
        write_files({"abi.json": _abi(program, {"image_id": image_id, "toolchain": built.rustc})}, out)
        step(f"wrote {built.elf}, built by {built.rustc}; its image id:")
        click.echo(image_id)


def _emit(program: Program) -> dict[str, str]:
    """All files, made before the first is written."""
    from vprog.codegen import rust

    with rust.emitting(program) as crate:
        from vprog.codegen import python

        files = {f"client/{name}": text for name, text in python.emit(program).items()}
        files["abi.json"] = _abi(program, None)
        return files | {f"guest/{name}": text for name, text in crate().items()}


def _abi(program: Program, guest: Mapping[str, str | None] | None) -> str:
    from vprog.codegen import abi

    return abi.emit(program, guest)


def _vendor(out: str) -> None:
    """Puts the runtime crates beside the guest's own sources."""
    from pathlib import Path

    from vprog.codegen.rust import vendor_runtime

    try:
        vendor_runtime(Path(out) / "guest")
    except OSError as error:
        raise FileFailure(error.filename or out, error) from None


def _build(program: Program, out: str, target_dir: str) -> BuiltGuest:
    """Builds the ELF."""
    from pathlib import Path

    from vprog.codegen.rust.crate import package_name
    from vprog.pipeline.toolchain.cargo import ToolchainError
    from vprog.pipeline.toolchain.risc0 import build_guest
    from vprog.pipeline.workers import WorkerError

    folder, binary = Path(out), package_name(program)
    try:
        return build_guest(folder / "guest", binary, folder / "guest.elf", Path(target_dir), progress=step)
    except (ToolchainError, WorkerError) as error:
        raise ToolFailure(str(error)) from None


def _shared_target() -> str:
    root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(root, "vprog", "guest-target")
