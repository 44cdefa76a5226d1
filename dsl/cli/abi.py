"""`vprog abi`"""

from __future__ import annotations

import click

from vprog.dsl.cli.files import write_files
from vprog.dsl.cli.sources import load_program


@click.command("abi")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("-o", "--out", metavar="PATH", type=click.Path(dir_okay=False), help="Write there instead of printing.")
def command(file: str, out: str | None) -> None:
    """Write a program's ABI as JSON: instructions, roles, layouts, addresses, errors, events.

    \b
    Example:
      vprog abi ledger.vprog --out ledger.abi.json
    """
    program = load_program(file)
    from vprog.codegen.abi import emit

    text = emit(program)
    if out is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        write_files({out: text})
