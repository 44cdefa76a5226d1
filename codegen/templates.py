"""The template environment that all back ends share.

Compiling templates costs a short run more than filling them in, so compiled ones are kept in the user's cache, under
the texts they were made from; a cache that cannot be written is done without.
"""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined

from vprog.dsl.cache import cache_folder


def environment(package: str) -> Environment:
    """Templates of `package`, for source text: nothing is escaped here, and an unknown name is an error."""
    return Environment(
        loader=PackageLoader(package),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # code, not HTML: the back ends' text modules make source text safe
        bytecode_cache=_cache(),
    )


def _cache() -> FileSystemBytecodeCache | None:
    folder = Path(cache_folder("templates"))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    if not os.access(folder, os.W_OK) or (hasattr(os, "getuid") and folder.stat().st_uid != os.getuid()):
        return None  # compiled templates are code: only from a folder of our own
    return FileSystemBytecodeCache(str(folder))
