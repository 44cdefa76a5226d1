"""`vprog client`"""

from __future__ import annotations

import click

from vprog.dsl.cli.checking import count
from vprog.dsl.cli.files import step, write_files
from vprog.dsl.cli.sources import load_program


@click.command("client")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option(
    "-o", "--out", metavar="DIR", required=True, type=click.Path(file_okay=False), help="The folder to write."
)
def command(file: str, out: str) -> None:
    """Write a typed Python client package for a program.

    It builds payloads, derives addresses, signs, and decodes resources, outputs, journals and errors.

    \b
    Example:
      vprog client ledger.vprog --out client
    """
    program = load_program(file)
    from vprog.codegen.python import emit

    files = emit(program)
    write_files(files, out)
    step(f"wrote {count(len(files), 'file')} to {out}")
