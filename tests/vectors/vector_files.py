"""Test vectors: JSON files found by name anywhere below one directory.

The directory is `VPROG_VECTORS`, by default `../shared/vectors` beside the repository. Another set of the
same form may hold some of the files only; the default set must hold them all.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Case = dict[str, Any]
ABSENT = object()

_FROM_ENV = os.environ.get("VPROG_VECTORS")
ROOT = Path(_FROM_ENV) if _FROM_ENV else Path(__file__).resolve().parents[3] / "shared" / "vectors"


def load(name: str) -> list[Case]:
    """Every file called `name` below the vectors directory, parsed."""
    if not ROOT.is_dir():
        raise FileNotFoundError(f"no vectors directory {ROOT} (set VPROG_VECTORS)")
    found = [json.loads(path.read_text("utf-8")) for path in sorted(ROOT.rglob(name))]
    if not found and _FROM_ENV is None:
        raise FileNotFoundError(f"no {name} below {ROOT}")
    return found


def entries(name: str, array: str) -> list[Case]:
    """The elements of one array, over every file of that name."""
    return [case for document in load(name) for case in document.get(array, [])]


def cases(name: str, array: str) -> Callable[..., Any]:
    """Parametrise a test's `case` with the elements of one array; a set without the file deselects the test."""
    found = entries(name, array)
    ids = [f"{at}-{case.get('name', case.get('fn', case.get('op', array)))}" for at, case in enumerate(found)]
    return pytest.mark.parametrize("case", found or [ABSENT], ids=ids or ["absent"])


def unhex(text: str) -> bytes:
    """Bytes of a hex string."""
    return bytes.fromhex(text)
