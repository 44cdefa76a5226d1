"""`vprog.lock` beside a program that is built."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from vprog.dsl.cli import exit_codes
from vprog.dsl.cli.failures import FileFailure
from vprog.dsl.cli.files import step, write_files

if TYPE_CHECKING:
    from vprog.dsl.program.declarations import Program

LOCK_NAME = "vprog.lock"


def leave_others(path: str, program: Program) -> None:
    """Ends the command with exit status 2 when there is a record of another program at the path. What is no record at
    all, or of a format that is no longer known, may be written anew."""
    from vprog.dsl.evolution.lockfile import BadLockError, read_lock

    try:
        with open(path, encoding="utf-8") as stored:
            name = read_lock(stored.read()).program
    except (FileNotFoundError, BadLockError, UnicodeDecodeError):
        return
    except OSError as error:
        raise FileFailure(path, error) from None
    if name != program.name:
        raise click.UsageError(f"{path} is the record of `{name}`: name a file for that of `{program.name}` with -o")


def keep_record(file: str, program: Program) -> None:
    """Writes the record when there is none. When there is one of a program of this name, a change that breaks it ends
    the command with exit status 1; the record of another program in the same folder is left alone."""
    from vprog.dsl.evolution.lockfile import BadLockError, read_lock, write_lock
    from vprog.dsl.evolution.record import record

    path = os.path.join(os.path.dirname(file), LOCK_NAME)
    try:
        with open(path, encoding="utf-8") as stored:
            text = stored.read()
    except FileNotFoundError:
        write_files({path: write_lock(record(program))})
        step(f"wrote {path}")
        return
    except OSError as error:
        raise FileFailure(path, error) from None
    except UnicodeDecodeError:
        text = ""
    if text == write_lock(record(program)):
        return
    try:
        published = read_lock(text)
    except BadLockError as error:
        raise click.UsageError(f"{path} is no record of a program: {error}; write it anew with `vprog lock`") from None
    if published.program != program.name:
        step(f"{path} is the record of `{published.program}`: nothing to compare with")
        return
    from vprog.dsl.diagnostics.bag import DiagnosticBag
    from vprog.dsl.diagnostics.text import render_text
    from vprog.dsl.evolution.gate import check

    bag = DiagnosticBag()
    check(published, program, bag)
    if bag.has_errors:
        found = bag.sorted()
        if program.modules:
            from vprog.dsl.modules.findings import spelt_finding
            from vprog.dsl.modules.spelling import spellings

            found = [spelt_finding(one, spellings(program)) for one in found]
        click.echo(render_text(found, {program.path: program.source}), nl=False, err=True)
        sys.exit(exit_codes.REJECTED)
