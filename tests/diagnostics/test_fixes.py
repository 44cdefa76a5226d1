"""Applying fixes to a text: which, in what order, and when not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from vprog.dsl.compile import Compilation
from vprog.dsl.diagnostics.diagnostic import Diagnostic, Fix, Label, Rule, Severity
from vprog.dsl.diagnostics.fixes import ROUNDS, Check, apply_fixes, fix_text
from vprog.dsl.source.span import Span

CORPUS = sorted((Path(__file__).parents[1] / "reject" / "cases").glob("*/*.vprog"))


def span(start: int, end: int, path: str = "x") -> Span:
    return Span(path, start, end, 1, start + 1)


def finding(where: Span, text: str | None, severity: Severity = Severity.ERROR, message: str = "m") -> Diagnostic:
    fix = None if text is None else Fix(where, text, "title")
    return Diagnostic(Rule("VP0000", "a.b", severity, "t", "r"), message, Label(where, ""), fix=fix)


def words(**become: str | None) -> Check:
    """Every word in `become` is an error, with its replacement as fix."""

    def check(text: str) -> Sequence[Diagnostic]:
        found = (m for m in re.finditer(r"\w+", text) if m.group() in become)
        return [finding(span(*m.span()), become[m.group()], message=m.group()) for m in found]

    return check


def test_all_at_once_and_in_rounds() -> None:
    done = fix_text("one two three", "x", words(one="1", two="twice", twice="2", three=None))
    assert (done.text, len(done.applied), done.refused) == ("1 2 three", 3, ())


def test_what_overlaps_waits() -> None:
    def check(text: str) -> Sequence[Diagnostic]:
        missing = [part for part in ("a;", "b;") if part not in text]
        return [finding(span(0, 0), part, message=part) for part in missing]

    assert fix_text("", "x", check).text == "b;a;"


def test_more_errors_are_refused() -> None:
    done = fix_text("good bad", "x", words(bad="worse worse", worse=None))
    assert (done.text, done.applied, len(done.refused)) == ("good bad", (), 1)


def test_one_bad_fix_does_not_hold_up_the_others() -> None:
    done = fix_text("bad one", "x", words(bad="worse worse worse", worse=None, one="1"))
    assert (done.text, len(done.applied), len(done.refused)) == ("bad 1", 1, 1)


@pytest.mark.parametrize("become", ["bad", "bad bad"])
def test_a_fix_that_does_not_fix(become: str) -> None:
    assert fix_text("bad", "x", words(bad=become)).text == "bad"


def test_fixes_that_undo_each_other_end() -> None:
    done = fix_text("tick", "x", words(tick="tock", tock="tick"))
    assert (done.text, len(done.applied)) == ("tock", 1)


def test_what_shows_again_elsewhere_is_fixed_there() -> None:
    """One cause, reported at the first of its places: as many errors as before, in the same words."""

    def check(text: str) -> Sequence[Diagnostic]:
        found = text.find("bad")
        return [finding(span(found, found + 3), "good")] if found >= 0 else []

    done = fix_text("bad or bad or bad", "x", check)
    assert (done.text, len(done.applied)) == ("good or good or good", 3)


def test_another_error_at_the_same_place_is_refused() -> None:
    """As many errors as before, but one that the fix made."""

    def check(text: str) -> Sequence[Diagnostic]:
        place = text.index("w")
        if text.endswith("wrong"):
            return [finding(span(place, len(text)), "worse")]
        return [Diagnostic(Rule("VP0001", "a.c", Severity.ERROR, "t", "r"), "n", Label(span(place, len(text)), ""))]

    assert fix_text("so wrong", "x", check).text == "so wrong"


def test_fixes_without_end_end() -> None:
    def check(text: str) -> Sequence[Diagnostic]:
        return [finding(span(0, 0), "x", message=str(len(text)))]

    assert len(fix_text("", "x", check).applied) == ROUNDS


def test_a_warning_is_not_worth_an_error_or_another_warning() -> None:
    for severity in Severity:

        def check(text: str, severity: Severity = severity) -> Sequence[Diagnostic]:
            here = span(0, len(text))
            return [finding(here, "", Severity.WARNING) if text else finding(here, None, severity, "new")]

        assert fix_text("a", "x", check).text == "a"


def test_warnings_wait_for_errors() -> None:
    def check(text: str) -> Sequence[Diagnostic]:
        found = [finding(span(0, 1), "", Severity.WARNING)] if "w" in text else []
        return found + ([finding(span(1, 2), "", message=text)] if "e" in text else [])

    assert [one.is_error for one in fix_text("we", "x", check).applied] == [True, False]
    assert fix_text("w", "x", lambda text: [*check(text), finding(span(0, 1), None)]).text == "w"


def test_fixes_of_other_files_are_left_alone() -> None:
    done = fix_text("abc", "x", lambda _: [finding(span(0, 1, "y"), "")])
    assert (done.text, done.applied, done.refused) == ("abc", (), ())


def test_lines_end_as_they_did() -> None:
    assert apply_fixes("a\r\nc", [Fix(span(3, 3), "b\n", "")]) == "a\r\nb\r\nc"
    assert apply_fixes("ab", [Fix(span(0, 1), "c", ""), Fix(span(1, 2), "d\n", "")]) == "cd\n"


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_corpus_gets_no_worse(path: Path) -> None:
    """And a second run has nothing left to do."""
    source = path.read_text(encoding="utf-8")

    def check(text: str) -> Sequence[Diagnostic]:
        return Compilation(text, "x").diagnostics

    done = fix_text(source, "x", check)
    assert (done.text == source) == (not done.applied)
    assert sum(d.is_error for d in check(done.text)) <= sum(d.is_error for d in check(source))
    assert fix_text(done.text, "x", check) == done.__class__(done.text, (), done.refused)


def test_two_clauses_at_one_place() -> None:
    source = next(p for p in CORPUS if p.name == "two_missing_clauses.vprog").read_text(encoding="utf-8")
    done = fix_text(source, "x", lambda text: Compilation(text, "x").diagnostics)
    assert len(done.applied) == 2
    assert Compilation(done.text).diagnostics == ()
