"""Must-not-compile programs: the expected findings and no others, and a corrected twin without any."""

from __future__ import annotations

import pytest
from reject_cases import Case, cases, found_in, in_order

from vprog.dsl.compile import Compilation
from vprog.dsl.diagnostics.diagnostic import Diagnostic
from vprog.dsl.rules import rule_modules

CASES = cases()


def test_there_are_enough() -> None:
    assert len(CASES) >= 60


def test_every_rule_of_the_analyses_has_a_program() -> None:
    """Numbers that only a huge program reaches are in tests/analyses/test_numbers.py."""
    shown = {expected.code for case in CASES for expected in case.expected}
    codes = {code for code in rule_modules() if "VP0500" < code < "VP1100"}
    assert codes - shown == {"VP1002", "VP1003", "VP1004"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_is_refused(case: Case) -> None:
    source = case.bad.read_text(encoding="utf-8")
    compilation = Compilation(source, case.bad.name)
    expected = in_order(case.expected)
    assert expected, "no marker in the program"
    assert found_in(source, compilation.diagnostics) == expected
    assert (compilation.program is None) == any(d.is_error for d in compilation.diagnostics)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_twin_compiles(case: Case) -> None:
    compilation = Compilation(case.good.read_text(encoding="utf-8"), case.good.name)
    assert [(d.rule.code, d.primary.span.line, d.message) for d in compilation.diagnostics] == []
    assert compilation.program is not None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_positions_agree(case: Case) -> None:
    """Line and column of every label are those of its offset."""
    compilation = Compilation(case.bad.read_text(encoding="utf-8"), case.bad.name)
    for diagnostic in compilation.diagnostics:
        for label in (diagnostic.primary, *diagnostic.secondary):
            source = compilation.sources[label.span.path]
            before = source[: label.span.start]
            assert label.span.line == before.count("\n") + 1
            assert label.span.column == label.span.start - (before.rfind("\n") + 1) + 1
            assert label.span.start <= label.span.end <= len(source)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fixes_fix(case: Case) -> None:
    """Applying a fix removes its finding and brings no new error."""
    source = case.bad.read_text(encoding="utf-8")
    before = Compilation(source, case.bad.name).diagnostics
    for finding in before:
        if finding.fix is None:
            continue
        edit = finding.fix
        fixed = source[: edit.span.start] + edit.text + source[edit.span.end :]
        after = Compilation(fixed, case.bad.name).diagnostics
        assert _count(after, finding.rule.code) < _count(before, finding.rule.code), fixed
        assert _errors(after) <= _errors(before), fixed


def _count(diagnostics: tuple[Diagnostic, ...], code: str) -> int:
    return sum(d.rule.code == code for d in diagnostics)


def _errors(diagnostics: tuple[Diagnostic, ...]) -> int:
    return sum(d.is_error for d in diagnostics)
