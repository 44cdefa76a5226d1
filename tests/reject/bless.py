"""Rewrites the markers of the must-not-compile programs to what the compiler says today: same lines, same codes.

A finding without a marker of its code on its line, or a marker without a finding, is named and left alone.
"""

from __future__ import annotations

import re

from reject_cases import Case, Expected, cases, found_in

from vprog.dsl.compile import Compilation


def bless(case: Case) -> list[str]:
    """Rewrites one program; what does not match, in words."""
    source = case.bad.read_text(encoding="utf-8")
    found = found_in(source, Compilation(source, case.bad.name).diagnostics)
    wanted = {(n - len(up), code) for n, line in enumerate(source.splitlines(), 1) for up, code in _markers(line)}
    odd = [
        f"{case.name}:{e.line}: found {e.code} [{e.text}] {e.message}" for e in found if (e.line, e.code) not in wanted
    ]
    odd += [
        f"{case.name}:{n}: no {code}"
        for n, code in sorted(wanted)
        if (n, code) not in {(e.line, e.code) for e in found}
    ]
    if not odd:
        lines = [_line(line, n, found) for n, line in enumerate(source.split("\n"), 1)]
        case.bad.write_text("\n".join(lines), encoding="utf-8")
    return odd


def _markers(line: str) -> list[tuple[str, str]]:
    return re.findall(r"//~(\^?) (VP\d{4})", line)


def _line(line: str, number: int, found: list[Expected]) -> str:
    if "//~" not in line:
        return line
    up = _markers(line)[0][0]
    here = [e for e in found if e.line == number - len(up)]
    return line.split("//~")[0] + "   ".join(f"//~{up} {e.code} [{e.text}] {e.message}" for e in here)


if __name__ == "__main__":
    for message in (message for case in cases() for message in bless(case)):
        print(message)
