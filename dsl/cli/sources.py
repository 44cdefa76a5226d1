"""Loading a program at the start of a command."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from vprog.dsl.cli import exit_codes
from vprog.dsl.cli.checking import check_file, rendered
from vprog.dsl.cli.failures import FileFailure

if TYPE_CHECKING:
    from vprog.dsl.program.declarations import Program


def load_program(path: str) -> Program:
    """The program of a file. With errors they are shown and the command ends with exit status 1, with 2 when the
    file cannot be read."""
    try:
        checked = check_file(path)
    except OSError as error:
        raise FileFailure(path, error) from None
    click.echo(rendered(checked, err=True), nl=False, err=True, color=True)
    if checked.program is None:
        sys.exit(exit_codes.REJECTED)
    return checked.program
