"""For each code a program that gives exactly that finding, `VPnnnn.vprog`, and its corrected twin, `VPnnnn.ok.vprog`.

The files are made from the must-not-compile programs by `tests/reject/ship_examples.py`; edit those, not these.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class Example:
    """The text of a program with one finding, and that of its corrected twin."""

    bad: str
    good: str


def find_example(code: str) -> Example | None:
    """The pair of a code (`VP0501`); None for a code that no program of a readable length gives."""
    from importlib.resources import files

    folder = files(__name__)
    bad, good = folder / f"{code}.vprog", folder / f"{code}.ok.vprog"
    if not bad.is_file():
        return None
    return Example(bad.read_text(encoding="utf-8"), good.read_text(encoding="utf-8"))
