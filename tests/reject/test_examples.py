"""The programs that `vprog explain` shows: those of the corpus, giving exactly their code, with twins that are fine."""

from __future__ import annotations

import pytest
import ship_examples

from vprog.dsl.compile import Compilation
from vprog.dsl.rules import rule_modules
from vprog.dsl.rules.examples import find_example

WITHOUT = {
    "VP0101": "bytes that are no text cannot be shown as text",
    "VP0115": "needs a line nested deeper than anyone would read",
    "VP0116": "needs a file of 4,000,000 characters",
    "VP0214": "needs thousands of statements",
    "VP0222": "needs two modules beside it",
    "VP0224": "needs a file beside it",
    "VP0227": "needs a module beside it",
    "VP0317": "needs an expression deeper than anyone would read",
    "VP0319": "needs an enum with 257 variants",
    "VP1002": "needs 256 resources",
    "VP1003": "needs 256 instructions",
    "VP1004": "needs 256 roles",
    "VP1115": "needs the record of an earlier version",
}
"""Why no program is shown; `subjects.py` makes one for each, for the rule mutation."""

CODES = [code for code in rule_modules() if code not in WITHOUT]


def test_they_are_those_of_the_corpus() -> None:
    assert ship_examples.different() == [], "run python tests/reject/ship_examples.py"


def test_only_what_nobody_would_read_has_none() -> None:
    assert {code for code in rule_modules() if find_example(code) is None} == set(WITHOUT)


@pytest.mark.parametrize("code", CODES)
def test_the_program_gives_its_code_and_the_twin_nothing(code: str) -> None:
    example = find_example(code)
    assert example is not None
    assert {d.rule.code for d in Compilation(example.bad).diagnostics} == {code}
    assert "//~" not in example.bad
    twin = Compilation(example.good)
    assert (twin.diagnostics, twin.ok) == ((), True)


def test_markers_go_and_nothing_else() -> None:
    source = 'a   //~ VP0102 [a] b   //~ VP0103 [c] d\n  // a comment\n    //~^ VP0103 [a] b\n"//"\n'
    assert ship_examples.unmarked(source) == 'a\n  // a comment\n"//"\n'
