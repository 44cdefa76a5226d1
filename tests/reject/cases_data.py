"""Reads the must-not-compile programs: `cases/<class>/<name>.vprog`, each with a corrected twin `<name>.ok.vprog`.

A finding is expected where a line says so, behind its code:

    user.lock = lock   //~ VP0604 [user.lock = lock] `user.lock` is replaced

the code, in brackets the text that is underlined (its first line), then a part of the message.
"""

from __future__ import annotations

import re
from pathlib import Path

from attrs import frozen

CASES = Path(__file__).parent / "cases"
_MARKER = re.compile(r"[ ]*//~ (VP\d{4}) \[(.*?)\] (.+)$")


@frozen
class Expected:
    """One finding: `line` is 1-based, `text` the first line of the span, `message` a part of the message."""

    code: str
    line: int
    text: str
    message: str


@frozen
class Case:
    name: str
    bad: Path
    good: Path

    @property
    def expected(self) -> tuple[Expected, ...]:
        found: list[Expected] = []
        for number, line in enumerate(self.bad.read_text(encoding="utf-8").splitlines(), 1):
            marker = _MARKER.search(line)
            if marker:
                found.append(Expected(marker[1], number, marker[2], marker[3]))
            elif "//~" in line:
                raise ValueError(f"{self.bad}:{number}: this is no marker: {line}")
        return tuple(found)


def cases() -> tuple[Case, ...]:
    """All of them, by class and name; a program without its twin is an error."""
    found: list[Case] = []
    for bad in sorted(CASES.glob("*/*.vprog")):
        if not bad.name.endswith(".ok.vprog"):
            good = bad.with_name(f"{bad.stem}.ok.vprog")
            found.append(Case(f"{bad.parent.name}/{bad.stem}", bad, good))
    return tuple(found)


def first_line(source: str, start: int, end: int) -> str:
    """The underlined text up to the end of its line, without a marker behind it."""
    return source[start:end].split("\n")[0].split("//~")[0].rstrip()
