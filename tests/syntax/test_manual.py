"""The manual's programs are programs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sketches import parsed

from vprog.dsl.compile import Compilation
from vprog.grammar import tokens

MANUAL = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"^```vprog\n(.*?)^```", MANUAL, re.MULTILINE | re.DOTALL)


def test_there_are_programs():
    assert PROGRAMS


@pytest.mark.parametrize("source", PROGRAMS)
def test_it_compiles(source):
    parsed(source)
    assert Compilation(source).program is not None


@pytest.mark.parametrize("word", sorted(tokens.KEYWORDS - {"and", "or"}))
def test_every_word_is_mentioned(word):
    assert re.search(rf"`[^`]*\b{word}\b[^`]*`", MANUAL), word
