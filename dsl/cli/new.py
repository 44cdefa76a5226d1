"""`vprog new`"""

from __future__ import annotations

import os
import re

import click

from vprog.dsl.cli.files import step, write_files
from vprog.grammar.tokens import RESERVED

_FILES = {
    "program.vprog.j2": "{name}.vprog",
    "readme.md.j2": "README.md",
    "gitignore.j2": ".gitignore",
}
"""Template in `starter/` to file name."""


@click.command("new")
@click.argument("name")
@click.option("--in", "parent", metavar="DIR", default=".", type=click.Path(file_okay=False), help="Where to make it.")
def command(name: str, parent: str) -> None:
    """Start a program: a folder NAME with a small program that compiles, its test and a README.

    NAME is written like a value, in lower_snake. A folder that is there already is left alone.

    \b
    Example:
      vprog new counter
      vprog test counter/counter.vprog
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name in RESERVED:
        like = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
        usable = re.fullmatch(r"[a-z][a-z0-9_]*", like) and like not in RESERVED
        hint = f", as in `{like}`" if usable else ""
        raise click.UsageError(f"`{name}` cannot name a program: use small letters, digits and `_`{hint}")
    folder = os.path.normpath(os.path.join(parent, name))
    if os.path.lexists(folder):
        raise click.UsageError(f"{folder} exists already")
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("vprog.dsl.cli.starter", "."), undefined=StrictUndefined, keep_trailing_newline=True
    )
    files = {
        target.format(name=name): environment.get_template(template).render(name=name)
        for template, target in _FILES.items()
    }
    write_files(files, folder)
    path = os.path.join(folder, f"{name}.vprog")
    step(f"wrote {folder}. Next:\n  vprog check {path}\n  vprog test {path}")
