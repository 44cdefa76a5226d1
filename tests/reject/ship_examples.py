"""Copies one must-not-compile program per code, and its twin, to `dsl/rules/examples`, for `vprog explain`.

`python tests/reject/ship_examples.py` writes them, `--check` only says what differs. Among the programs that show a
code and no other, one that is named like the rule comes first, then the shortest.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from reject_cases import Case, cases

from vprog.dsl.rules import rule_modules

SHIPPED = Path(__file__).parents[2] / "dsl" / "rules" / "examples"


def wanted() -> dict[str, str]:
    """File name to content, of every shipped program."""
    files: dict[str, str] = {}
    for code, module in rule_modules().items():
        alone = [case for case in cases() if {expected.code for expected in case.expected} == {code}]
        if alone:
            chosen = min(alone, key=lambda case: _rank(case, module))
            files[f"{code}.vprog"] = unmarked(chosen.bad.read_text(encoding="utf-8"))
            files[f"{code}.ok.vprog"] = chosen.good.read_text(encoding="utf-8")
    return files


def unmarked(source: str) -> str:
    """The program without its markers; a line that holds nothing else goes too."""
    lines = source.split("\n")
    kept = (line for line in lines if not re.match(r"\s*//~", line))
    return "\n".join(re.sub(r"\s*//~.*", "", line) for line in kept)


def present() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in SHIPPED.glob("*.vprog")}


def different() -> list[str]:
    """The names of the files that are missing, stale or too many."""
    want, have = wanted(), present()
    return sorted(name for name in want.keys() | have.keys() if want.get(name) != have.get(name))


def ship() -> list[str]:
    """Writes what differs and removes what is too many; the names of both."""
    names, want = different(), wanted()
    for name in names:
        if name in want:
            (SHIPPED / name).write_text(want[name], encoding="utf-8")
        else:
            (SHIPPED / name).unlink()
    return names


def _rank(case: Case, module: str) -> tuple[int, bool, int, str]:
    named_alike = case.bad.stem == module.partition("_")[2]
    return len(case.expected), not named_alike, len(unmarked(case.bad.read_text(encoding="utf-8"))), case.name


if __name__ == "__main__":
    check = sys.argv[1:] == ["--check"]
    changed = different() if check else ship()
    print("".join(f"{name}: {'differs' if check else 'done'}\n" for name in changed), end="")
    sys.exit(bool(check and changed))
