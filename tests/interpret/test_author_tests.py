"""Properties, promises and coverage: what `vprog test` finds, and how it says so."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from support.programs import REPOSITORY

from vprog.dsl.compile import Compilation
from vprog.dsl.interpret.coverage import Coverage, render
from vprog.dsl.interpret.testing import TestResult, run_tests
from vprog.dsl.program.declarations import Program

SOURCE = (REPOSITORY / "tests" / "interpret" / "author.vprog").read_text("utf-8")


@cache
def program(source: str) -> Program:
    compilation = Compilation(source, "author.vprog")
    assert compilation.program is not None, [d.message for d in compilation.diagnostics]
    return compilation.program


def results(source: str, **options: Any) -> dict[str, TestResult]:
    return {result.name: result for result in run_tests(program(source), **options)}


def only(source: str, **options: Any) -> TestResult:
    """The one that fails."""
    found = [result for result in results(source, **options).values() if not result.passed]
    assert len(found) == 1, found
    return found[0]


def changed(old: str, new: str) -> str:
    assert SOURCE.count(old) == 1
    return SOURCE.replace(old, new)


def test_all_pass() -> None:
    found = results(SOURCE)
    assert all(result.passed for result in found.values())
    assert found["adding adds"].runs == 200 and found["adding"].runs == 1


def test_a_property_fails_with_the_simplest_case() -> None:
    failed = only(changed("more: u64 = amount\n", "more: u64 = min(amount, 994)\n"))
    assert failed.name == "adding adds"
    assert "c.count is 994" in failed.message and "with start = 0, amount = 995" in failed.message
    assert SOURCE[failed.span.start :].startswith("expect c.count == start") or failed.span.line > 80


def test_the_counterexample_is_a_test_that_fails() -> None:
    source = changed("more: u64 = amount\n", "more: u64 = min(amount, 994)\n")
    text = only(source).counterexample
    assert text is not None and "    let start: u64 = 0\n    let amount: u64 = 995\n" in text
    pasted = results(source + "\n" + text)
    assert not pasted["adding adds: a counterexample"].passed
    assert results(SOURCE + "\n" + text)["adding adds: a counterexample"].passed


EVERYTHING = """
property "{name}" (n: u64, i: i16, flag: bool, mode: Mode, t: text<=6, b: bytes<=3, raw: bytes[2], xs: list<u8, max 4>,
                   s: set<u8, max 3>, key: PubKey, lock: Lock, maybe: u8?, count: u64) where {condition} {{
    let c = Counter {{ count, spare: 0, lock }}
    run add(n, mode) with counter: c signed ALICE, BOB, CAROL
    expect {claim}
}}
"""


@pytest.mark.parametrize(
    ("claim", "simplest"),
    [
        ("xs.len < 3", "xs = [0, 0, 0]"),
        ("not flag or n < 100", "n = 100"),
        ("t.len < 2", "t = "),
        ("mode == Mode.Add", "mode = Mode.Double"),
        ("i > -50 or xs.len < 1", "i = -50"),
        ("raw != 0x0000", "raw = 0x0000"),
        ("id(lock) != id(schnorr(BOB))", "lock = schnorr(BOB)"),
        ("key != BOB", "key = BOB"),
        ("s.len < 1 or b.len < 2", "b = 0x"),
        ("n < 40 or i < 30", "n = 40"),
    ],
)
def test_every_kind_of_value_gets_simpler(claim: str, simplest: str) -> None:
    item = EVERYTHING.format(name="all", condition="n + count <= 400 and count <= 200", claim=claim)
    failed = only(SOURCE + item)
    assert simplest in failed.message, failed.message
    assert failed.counterexample is not None
    pasted = SOURCE + "\n" + failed.counterexample
    assert not results(pasted)["all: a counterexample"].passed


def test_seeds() -> None:
    source = changed("more: u64 = amount\n", "more: u64 = min(amount, 994)\n")
    first, again = only(source, runs=2000), only(source, runs=2000)
    assert (first.runs, first.message) == (again.runs, again.message)
    others = {only(source, runs=2000, seed=seed).runs for seed in range(4)}
    assert len(others) > 1


def test_a_condition_that_nothing_satisfies() -> None:
    failed = only(changed("where start + amount <= MOST", "where start > 5 and start < 5"))
    assert "no case of" in failed.message and failed.counterexample is None


def test_ensures_is_checked_after_every_action() -> None:
    failed = only(changed("ensures counter.count >= old(counter.count)", "ensures counter.count > old(counter.count)"))
    assert failed.name == "adding adds"
    expected = "`ensures` of `add` does not hold: counter.count is 0, old(counter.count) is 0"
    assert expected in failed.message and "amount = 0" in failed.message


def test_an_invariant_is_checked_after_every_action() -> None:
    source = changed("require counter.count + more <= MOST else", "require counter.count + more <= MOST + 1 else")
    source = source.replace(
        "where start + amount <= MOST", "where start <= MOST and amount < 500 and start + amount <= MOST + 1"
    )
    failed = only(source)
    assert 'invariant "no counter passes the most" of `counter` after `add` does not hold' in failed.message
    assert "count is 1001" in failed.message


def test_a_test_that_starts_outside_of_an_invariant_fails() -> None:
    failed = only(
        changed('test "late" {\n    let c = Counter { count: 5', 'test "late" {\n    let c = Counter { count: 1001')
    )
    assert 'invariant "no counter passes the most" of `c` does not hold: count is 1001' in failed.message


def test_a_property_that_starts_outside_of_an_invariant_is_no_case() -> None:
    source = changed("where start + amount <= MOST", "where amount == 0")
    assert results(source)["adding adds"].passed


def test_coverage() -> None:
    made = program(SOURCE)
    reached = Coverage(made)
    run_tests(made, coverage=reached)
    report = reached.report()
    assert report.totals == {"instructions": (3, 3), "errors": (1, 2), "branches": (3, 4)}
    assert "error `Never` never raised" in render(report)
    assert re.search(r"author\.vprog:\d+: `match` in `add` never went: Double", render(report))
    shown = report.to_json()
    match = next(branch for branch in shown["branches"] if branch["kind"] == "match")
    assert SOURCE.splitlines()[match["line"] - 1].strip().startswith("match mode")
    assert match["ways"]["Double"] == 0 and match["ways"]["Add"] > 200
    assert shown["instructions"][0]["name"] == "add" and shown["instructions"][2]["failed"] == 2
