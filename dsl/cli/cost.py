"""`vprog cost`"""

from __future__ import annotations

from pathlib import Path

import click

from vprog.dsl.cli.sources import load_program

HINT = "Not measured: `--measure` builds the guest and runs it, `--elf PATH` runs one that is built."


@click.command("cost")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--measure", is_flag=True, help="Build the guest, and run near-worst transactions in the zkVM.")
@click.option("--elf", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Measure this guest.")
@click.option("--multisig", is_flag=True, help="Measure with 16 keys for each lock, too: seconds each.")
def command(file: str, form: str, *, measure: bool, elf: Path | None, multisig: bool) -> None:
    """Bound what each instruction costs, in cycles of the zkVM and in gas.

    Bounds are static: no transaction of one action costs more. Beside them stands what transactions that come near
    them cost when they run.

    \b
    Example:
      vprog cost ledger.vprog
      vprog cost ledger.vprog --measure
    """
    program = load_program(file)
    from vprog.dsl.cost.bound import bounds
    from vprog.dsl.cost.report import Measured, render, render_json

    measured: Measured = {}
    if measure or elf is not None:
        from vprog.dsl.cli.measuring import built, measured_cycles

        measured = measured_cycles(program, elf or built(program), multisig=multisig)
    found = bounds(program)
    hint = "" if measured else HINT
    shown = render_json(program, found, measured) if form == "json" else render(program, found, measured, hint)
    click.echo(shown, nl=False)
