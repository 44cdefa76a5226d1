"""`vprog conflicts`"""

from __future__ import annotations

import click

from vprog.dsl.cli.sources import load_program


@click.command("conflicts")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(file: str, form: str) -> None:
    """Show which instructions can run in parallel, and why not.

    Two transactions wait for each other when they touch the same resource and one of them writes it.

    \b
    Example:
      vprog conflicts ledger.vprog
    """
    program = load_program(file)
    from vprog.dsl.conflicts.matrix import conflicts, hotspots
    from vprog.dsl.conflicts.report import render_conflicts, render_conflicts_json

    pairs = conflicts(program)
    text = render_conflicts(pairs, hotspots(program)) if form == "text" else render_conflicts_json(pairs)
    click.echo(text, nl=False)
