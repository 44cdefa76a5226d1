"""Counterexamples of properties: they compile, they fail, and they are as simple as they get."""

from __future__ import annotations

from random import Random

import pytest

from vprog.dsl.compile import Compilation
from vprog.dsl.interpret.literals import source_of
from vprog.dsl.interpret.random_values import ValueSource
from vprog.dsl.interpret.testing import TestResult, run_tests
from vprog.dsl.program.types import show

DECLARED = """
program kinds

unit Sompi: u64

struct Pair { x: u32, y: u32 }

enum Mode { Off, On { level: u8, pair: Pair } }

resource Till at lock(first) {
    count: u64
    lock:  Lock
    first: LockId
}
"""

KINDS = [
    ("p: Pair", "p.x < 5", "let p: Pair = Pair { x: 5, y: 0 }"),
    ("p: Pair", "p == p and p.y < 3", "let p: Pair = Pair { x: 0, y: 3 }"),
    ("ps: list<Pair, max 3>", "ps.len < 2", "let ps: list<Pair, max 3> = [Pair { x: 0, y: 0 }, Pair { x: 0, y: 0 }]"),
    ("xs: list<u8, max 4>", "xs.len < 4 or xs[3] < 50", "let xs: list<u8, max 4> = [0, 0, 0, 50]"),
    ("a: [u8; 3]", "a[0] < 9", "let a: [u8; 3] = [9, 0, 0]"),
    ("s: set<u8, max 4>", "not s.contains(5)", "let s: set<u8, max 4> = [5]"),
    ("s: set<u16, max 4>", "s.len < 2", "let s: set<u16, max 4> = [0, 1]"),
    ("m: map<u8, u16, max 4>", "m.len > 0", "let m: map<u8, u16, max 4> = []"),
    ("a: Sompi", "plain(a) < 9", "let a: Sompi = 9"),
    ("a: bytes[4]", "a == 0x01000000", "let a: bytes[4] = 0x00000000"),
    ("a: bytes<=4", "a.len < 2", "let a: bytes<=4 = 0x0000"),
    ("a: bytes<=4", "a.len > 0", 'let a: bytes<=4 = b""'),
    ("t: text<=16", "t.len < 4", 'let t: text<=16 = "aaaa"'),
    ("m: Mode", "m == Mode.Off", "let m: Mode = Mode.On { level: 0, pair: Pair { x: 0, y: 0 } }"),
    ("a: i8", "-a < 5", "let a: i8 = -5"),
    ("a: i8", "5 - a < 10", "let a: i8 = -5"),
    ("a: i32", "a * a < 10000", "let a: i32 = 100"),
    ("o: u32?, n: u8", "n < 7", "let n: u8 = 7"),
    ("k: PubKey", "k == BOB", "let k: PubKey = ALICE"),
    ("l: Lock", "id(l) == id(schnorr(ALICE))", "let l: Lock = schnorr(BOB)"),
    ("l: LockId, h: Hash, b: bool", "l == id(schnorr(ALICE)) or b", "let b: bool = false"),
    # Numbers that a condition ties together get small together.
    ("a: u64, b: u64", "a != b or a < 100", "let a: u64 = 100\n    let b: u64 = 100"),
    ("a: u64, b: u64, c: u64", "a != b or b != c or a < 100", "let a: u64 = 100\n    let b: u64 = 100\n"),
    ("a: u64) where (a % 1000 == 7", "a < 5000", "let a: u64 = 5007"),
]


def only(source: str) -> TestResult:
    compilation = Compilation(DECLARED + source)
    assert compilation.program is not None, [d.message for d in compilation.diagnostics]
    (result,) = run_tests(compilation.program)
    return result


@pytest.mark.parametrize(("parameters", "claim", "written"), KINDS, ids=lambda text: text)
def test_the_case_of_every_kind_compiles_and_fails(parameters: str, claim: str, written: str) -> None:
    failed = only(f'property "kind" ({parameters}) {{ expect {claim} }}')
    assert failed.counterexample is not None and written in failed.counterexample, failed.counterexample
    again = only(failed.counterexample)
    assert not again.passed and again.message.startswith("the condition does not hold"), again


def test_options_in_a_run_and_short_fields() -> None:
    body = "let till = Till { count, lock }\n    expect till.count < 300 and till.first == id(lock)"
    failed = only(f'property "kind" (count: u64, lock: Lock, unused: u8) {{\n    {body}\n}}')
    assert failed.counterexample == (
        'test "kind: a counterexample" {\n    let count: u64 = 300\n    let lock: Lock = schnorr(ALICE)\n'
        f"    {body}\n}}\n"
    )
    assert failed.counterexample is not None and not only(failed.counterexample).passed


@pytest.mark.parametrize(
    ("type_", "claim", "why"),
    [
        ("map<u8, u16, max 4>", "v.len < 2", "with v = [0: 0, 1: 0]\nthe case cannot be written as a test: a map that"),
        ("Address<Till>", "v != v", "the case cannot be written as a test: an address can only be that of a resource"),
    ],
)
def test_what_has_no_spelling_is_said_to_have_none(type_: str, claim: str, why: str) -> None:
    failed = only(f'property "kind" (v: {type_}) {{ expect {claim} }}')
    assert failed.counterexample is None and why in failed.message


@pytest.mark.parametrize(
    ("parameters", "runs", "asked"),
    [
        ("a: u64", 200, 200),
        ("a: bool, b: bool", 4, 4),
        ("m: bool, k: PubKey?", 8, 8),
        ("a: u64) where (a > 50 and a < 54", 3, 200),
        ("", 1, 1),
    ],
)
def test_cases_that_were_drawn_before_do_not_count(parameters: str, runs: int, asked: int) -> None:
    passed = only(f'property "kind" ({parameters}) {{ expect 1 == 1 }}')
    assert passed.passed and (passed.runs <= runs, passed.asked) == (True, asked)
    assert passed.runs == runs or asked == 200


WRITTEN = [
    *(
        "u128",
        "i64",
        "bool",
        "Sompi",
        "Pair",
        "Mode",
        "u8?",
        "Mode?",
        "Pair?",
        "Lock?",
        "PubKey?",
        "LockId",
        "L1Script",
    ),
    *(
        "CovenantId",
        "bytes[3]",
        "bytes<=40",
        "text<=40",
        "list<Mode, max 5>",
        "set<u8, max 6>",
        "[Pair; 3]",
        "OutputIndex",
    ),
    *("list<list<u8, max 3>, max 2>", "list<text<=5, max 3>", "set<bytes[2], max 4>", "list<Lock, max 2>"),
]


@pytest.mark.parametrize("type_", WRITTEN)
def test_every_value_that_is_drawn_has_a_spelling(type_: str) -> None:
    program = Compilation(f'{DECLARED}property "p" (v: {type_}) {{ expect 1 == 1 }}').program
    assert program is not None
    ((_, known),) = program.properties[0].parameters
    source = ValueSource(Random(1), (7, 1000))
    lets = (f"let v{n}: {show(known)} = {source_of(known, source.draw(known))}" for n in range(30))
    assert only("\n".join(('test "t" {', *lets, "expect 1 == 1", "}"))).passed
