"""Ends of a command that are nobody's fault in the program: shown as one line, without a traceback."""

from __future__ import annotations

import click

from vprog.dsl.cli import exit_codes


class FileFailure(click.ClickException):
    """A file that cannot be read or written."""

    exit_code = exit_codes.USAGE

    def __init__(self, path: str, error: OSError) -> None:
        super().__init__(f"{path}: {error.strerror or error}")


class ToolFailure(click.ClickException):
    """A tool that is missing or failed."""

    exit_code = exit_codes.TOOL
