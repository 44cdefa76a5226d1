"""Reads the must-not-compile programs: `cases/<class>/<name>.vprog`, each with a corrected twin `<name>.ok.vprog`.

A finding is expected where a line says so, behind its code:

    count: u32   //~ VP0202 [count] `count` is declared twice

the code, in brackets the text that is underlined (its first line), then the message. Several findings on one line:
several markers; `//~^` speaks of the line above. `python tests/reject/bless.py` rewrites text and message of every
marker; read the difference before you keep it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from vprog.dsl.diagnostics.diagnostic import Diagnostic

CASES = Path(__file__).parent / "cases"
_MARKER = re.compile(r"//~(\^?) (VP\d{4}) \[(.*?)\] (.+?)(?= +//~|$)")


@frozen
class Expected:
    """One finding; `line` is 1-based, `text` the first line of the span."""

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
            markers = _MARKER.findall(line)
            if len(markers) != line.count("//~"):
                raise ValueError(f"{self.bad}:{number}: not every marker can be read: {line}")
            found += (Expected(code, number - len(up), text, message) for up, code, text, message in markers)
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


def found_in(source: str, diagnostics: tuple[Diagnostic, ...]) -> list[Expected]:
    """Findings in the form of expectations, in the order of the source."""
    return in_order(
        Expected(
            d.rule.code, d.primary.span.line, first_line(source, d.primary.span.start, d.primary.span.end), d.message
        )
        for d in diagnostics
    )


def in_order(findings: Iterable[Expected]) -> list[Expected]:
    return sorted(findings, key=lambda e: (e.line, e.code, e.text, e.message))
