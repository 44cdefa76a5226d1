"""`vprog fmt`"""

from __future__ import annotations

import sys

import click

from vprog.dsl.cli import exit_codes
from vprog.dsl.cli.checking import Checked, count, rendered
from vprog.dsl.cli.files import write_files


@click.command("fmt")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(dir_okay=False))
@click.option("--check", is_flag=True, help="Write nothing; exit status 1 when a file is not in canonical style.")
def command(files: tuple[str, ...], check: bool) -> None:
    """Rewrite programs in the canonical style.

    Comments stay, and so does what the program means. A file with syntax errors is left as it is.

    \b
    Example:
      vprog fmt ledger.vprog
      vprog fmt --check ledger.vprog token.vprog
    """
    sys.exit(max(_format(path, check) for path in files))


def _format(path: str, check: bool) -> int:
    """Formats one file, or says why not; returns the exit status."""
    from vprog.dsl.diagnostics.bag import DiagnosticBag
    from vprog.dsl.format import UnformattableError, format_source
    from vprog.dsl.source.read import read_source

    bag = DiagnosticBag()
    source = ""
    try:
        source = read_source(path, bag)
        if bag.has_errors:
            raise UnformattableError(bag.sorted())
        with open(path, "rb") as file:
            before = file.read()
        after = format_source(source, path)
    except OSError as error:
        click.echo(f"Error: {path}: {error.strerror or error}", err=True)
        return exit_codes.USAGE
    except UnformattableError as error:
        click.echo(
            rendered(Checked(path, source, None, error.diagnostics, {path: source}), err=True),
            nl=False,
            err=True,
            color=True,
        )
        click.echo(f"{path}: {count(len(error.diagnostics), 'error')}, left as it is", err=True)
        return exit_codes.REJECTED
    if after.encode() == before:
        return exit_codes.OK
    if check:
        click.echo(f"{path}: not in canonical style")
        return exit_codes.REJECTED
    write_files({path: after})
    click.echo(f"{path}: formatted")
    return exit_codes.OK
