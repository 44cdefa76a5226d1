"""`vprog lock`"""

from __future__ import annotations

import os
import sys

import click

from vprog.dsl.cli import exit_codes
from vprog.dsl.cli.failures import FileFailure
from vprog.dsl.cli.files import step, write_files
from vprog.dsl.cli.locking import LOCK_NAME, leave_others
from vprog.dsl.cli.sources import load_program


@click.command("lock")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option(
    "-o", "--out", metavar="PATH", type=click.Path(dir_okay=False), help=f"Default: {LOCK_NAME} beside the program."
)
@click.option("--check", is_flag=True, help="Write nothing; exit status 1 when the file does not match the program.")
def command(file: str, out: str | None, check: bool) -> None:
    """Record what others rely on in a program: kinds, tags, codes, layouts, addresses, access, authority.

    Keep the file under version control: `vprog diff` compares it with later versions. The record of another program is
    not replaced unless -o names it.

    \b
    Example:
      vprog lock ledger.vprog
      vprog diff vprog.lock ledger.vprog
    """
    program = load_program(file)
    from vprog.dsl.evolution.lockfile import write_lock
    from vprog.dsl.evolution.record import record

    path = out or os.path.join(os.path.dirname(file), LOCK_NAME)
    text = write_lock(record(program))
    if not check:
        if out is None:
            leave_others(path, program)
        write_files({path: text})
        step(f"wrote {path}")
        return
    try:
        with open(path, "rb") as stored:
            same = stored.read() == text.encode()
    except FileNotFoundError:
        same = False
    except OSError as error:
        raise FileFailure(path, error) from None
    if not same:
        click.echo(f"{path}: not the record of {file}")
        sys.exit(exit_codes.REJECTED)
