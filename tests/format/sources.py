"""Every program in the repository, and what a formatter may not change."""

from __future__ import annotations

import re
from pathlib import Path

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.syntax.parse import parse

ROOT = Path(__file__).parents[2]
_ALL = sorted(path for room in ("examples", "tests") for path in (ROOT / room).rglob("*.vprog"))


def tree(text: str) -> str | None:
    """The tree without spans, as text; None with syntax errors."""
    bag = DiagnosticBag()
    found = parse(text, "<text>", bag)
    return None if found is None or bag.has_errors else repr(found)


def comment_words(text: str) -> list[str]:
    """Everything that stands in comments, word by word, sorted. The programs here have no `//` in strings."""
    return sorted(word for comment in re.findall(r"//[^\n]*", text) for word in comment.split())


PROGRAMS = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in _ALL}
WELL_FORMED = {name: text for name, text in PROGRAMS.items() if tree(text) is not None}
MALFORMED = {name: text for name, text in PROGRAMS.items() if name not in WELL_FORMED}
EXAMPLES = {name: text for name, text in PROGRAMS.items() if name.startswith("examples/")}
