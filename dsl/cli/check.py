"""`vprog check`, the command line of `checking`."""

from __future__ import annotations

import sys

import click

from vprog.dsl.cli.checking import check_files


@click.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(dir_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="For people, one JSON object a line for each diagnostic, a SARIF 2.1.0 log, or GitHub annotations.",
)
def command(files: tuple[str, ...], form: str) -> None:
    """Check programs and show what is wrong with them.

    Nothing is written. Exit status 1 says that a program has errors; warnings alone leave it 0.

    \b
    Example:
      vprog check ledger.vprog
    """
    sys.exit(check_files(files, form))
