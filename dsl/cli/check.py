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
@click.option("--fix", is_flag=True, help="Apply the fixes that are known, as long as they bring no new errors.")
@click.option(
    "--explain-checks",
    "explain",
    is_flag=True,
    help="Also list every check that runs and every check that was proved away, and why (text only).",
)
def command(files: tuple[str, ...], form: str, fix: bool, explain: bool) -> None:
    """Check programs and show what is wrong with them.

    Nothing is written without --fix. Exit status 1 says that a program has errors (with --fix: still has); warnings
    alone leave it 0.

    \b
    Example:
      vprog check ledger.vprog
      vprog check --fix ledger.vprog
    """
    if fix:
        from vprog.dsl.cli.fixing import fix_file

        for path in files:
            fix_file(path, quiet=form != "text")
    sys.exit(check_files(files, form, explain=explain))
