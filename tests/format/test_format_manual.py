"""The programs of the documentation."""

from __future__ import annotations

import re

import pytest

from vprog.dsl.compile import Compilation
from vprog.dsl.format import format_source

from .sources import ROOT, tree

PROGRAMS = {
    f"{path.name} {place}": text
    for path in sorted((ROOT / "docs").glob("*.md"))
    for place, text in enumerate(re.findall(r"^```vprog\n(.*?)^```", path.read_text(encoding="utf-8"), re.M | re.S))
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_keeps_its_tree(name: str) -> None:
    formatted = format_source(PROGRAMS[name])
    assert tree(formatted) == tree(PROGRAMS[name]) is not None
    assert format_source(formatted) == formatted


def test_the_page_on_style_is_in_style() -> None:
    text = PROGRAMS["style.md 0"]
    assert format_source(text) == text
    assert Compilation(text).program is not None
