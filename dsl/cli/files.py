"""Writing what a command made."""

from __future__ import annotations

import os
from collections.abc import Mapping

import click

from vprog.dsl.cli.failures import FileFailure


def write_files(files: Mapping[str, str | bytes], folder: str = "") -> None:
    """Writes each file, replacing what is there and making folders as needed. A file that already holds the same is
    left alone, so that build tools see no change. Exit status 2 when one cannot be written."""
    for name, content in files.items():
        path = os.path.join(folder, name)
        data = content.encode() if isinstance(content, str) else content
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            if not _holds(path, data):
                with open(path, "wb") as file:
                    file.write(data)
        except OSError as error:
            raise FileFailure(path, error) from None


def replace_file(path: str, data: bytes) -> None:
    """Puts new content in the place of a file: readers see the old or the new one, never a part. Links and the file's
    mode stay. Raises OSError, the file then being as it was."""
    import shutil
    import tempfile

    target = os.path.realpath(path)
    handle, beside = tempfile.mkstemp(prefix=".vprog-", dir=os.path.dirname(target))
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, beside)
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise


def _holds(path: str, data: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read() == data
    except OSError:
        return False


def step(text: str) -> None:
    """One line of progress, for people; never mixed into the output."""
    click.echo(text, err=True)
