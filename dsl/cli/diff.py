"""`vprog diff`"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from vprog.dsl.cli import exit_codes
from vprog.dsl.cli.failures import FileFailure
from vprog.dsl.cli.sources import load_program

if TYPE_CHECKING:
    from vprog.dsl.evolution.model import Lock


@click.command("diff")
@click.argument("old", type=click.Path(dir_okay=False))
@click.argument("new", type=click.Path(dir_okay=False))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(old: str, new: str, form: str) -> None:
    """Compare two versions of a program: what changed for its state, its users and its clients.

    OLD and NEW are programs, or records that `vprog lock` wrote (names that end in `.lock`). Exit status 1 says that a
    change breaks something.

    \b
    Example:
      vprog diff vprog.lock ledger.vprog
    """
    from vprog.dsl.evolution.compare import compare
    from vprog.dsl.evolution.report import render_changes, render_changes_json

    changes = compare(_load(old), _load(new))
    click.echo(render_changes(changes) if form == "text" else render_changes_json(changes), nl=False)
    if any(change.kind.breaking for change in changes):
        sys.exit(exit_codes.REJECTED)


def _load(path: str) -> Lock:
    from vprog.dsl.evolution.lockfile import BadLockError, read_lock
    from vprog.dsl.evolution.record import record

    if not path.endswith(".lock"):
        return record(load_program(path))
    try:
        with open(path, encoding="utf-8") as file:
            return read_lock(file.read())
    except OSError as error:
        raise FileFailure(path, error) from None
    except (BadLockError, UnicodeDecodeError) as error:
        why = error if isinstance(error, BadLockError) else "this is no text"
        raise click.UsageError(f"{path} is no record of a program: {why}") from None
