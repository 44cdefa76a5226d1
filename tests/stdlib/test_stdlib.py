"""The standard modules, as programs use them, in the interpreter."""

from __future__ import annotations

import random
from importlib.resources import files
from math import isqrt

import pytest

from vprog.dsl.compile import Compilation
from vprog.dsl.interpret.testing import run_tests

MODULES = sorted(entry.name for entry in files("vprog.stdlib").iterdir() if entry.name.endswith(".vprog"))
U64 = 2**64 - 1


def passes(source: str) -> None:
    compilation = Compilation(source, "stdlib_test.vprog")
    assert [(d.message, d.primary.span) for d in compilation.diagnostics] == []
    assert compilation.program is not None
    results = run_tests(compilation.program)
    assert results
    assert [(r.name, r.message) for r in results if not r.passed] == []


def test_they_are_here() -> None:
    assert MODULES == ["access.vprog", "math.vprog", "token.vprog"]


@pytest.mark.parametrize("name", MODULES)
def test_each_compiles_by_itself_and_is_documented(name: str) -> None:
    source = (files("vprog.stdlib") / name).read_text(encoding="utf-8")
    compilation = Compilation(source, name)
    assert compilation.diagnostics == ()
    assert compilation.program is not None
    assert all(function.doc for function in compilation.program.functions)
    assert all(instruction.doc for instruction in compilation.program.instructions)


MATH = """program math_test

use std::math

resource Out at label("out") {{
    value: u64
    lock:  Lock
}}

instruction apply({parameters})
    writes out: Out
    auth   out.lock
{{
    out.value = math::{call}
}}

test "values" {{
    let out = Out {{ value: 7, lock: schnorr(ALICE) }}
    {runs}
}}
"""


def runs(cases: list[tuple[tuple[int, ...], int | str]]) -> str:
    lines: list[str] = []
    for arguments, expected in cases:
        run = f"run apply({', '.join(map(str, arguments))}) with out: out signed ALICE"
        lines.append(
            f"{run} fails {expected}" if isinstance(expected, str) else f"{run}\n    expect out.value == {expected}"
        )
    return "\n    ".join(lines)


def fits(value: int) -> int | str:
    return value if 0 <= value <= U64 else "Overflow"


def numbers(seed: int, count: int, many: int) -> list[tuple[int, ...]]:
    """Small, large and random ones."""
    source = random.Random(seed)
    edge = [0, 1, 2, 3, 9_999, 10_000, 10_001, 2**32 - 1, 2**32, U64 - 1, U64]
    return [
        tuple(source.choice(edge) if source.random() < 0.5 else source.randrange(U64 + 1) for _ in range(count))
        for _ in range(many)
    ]


def test_square_roots() -> None:
    roots = [0, 1, 2, 3, 4, 8, 9, 10, 2**32 - 1, 2**32, (2**32 - 1) ** 2 - 1, (2**32 - 1) ** 2, U64]
    roots += [n for (n,) in numbers(1, 1, 20)]
    cases: list[tuple[tuple[int, ...], int | str]] = [((n,), isqrt(n)) for n in roots]
    passes(MATH.format(parameters="n: u64", call="square_root_floor(n)", runs=runs(cases)))


def test_shares() -> None:
    for name, up in (("share_floor", False), ("share_ceil", True)):
        cases: list[tuple[tuple[int, ...], int | str]] = []
        for value, part, whole in [*numbers(2, 3, 40), (10, 1, 3), (10, 2, 3), (5, 5, 0)]:
            if whole == 0:
                cases.append(((value, part, whole), "math::NoWhole"))
            else:
                exact = value * part
                cases.append(((value, part, whole), fits(-(-exact // whole) if up else exact // whole)))
        passes(MATH.format(parameters="a: u64, b: u64, c: u64", call=f"{name}(a, b, c)", runs=runs(cases)))


def test_percentages() -> None:
    for name, up in (("percentage_floor", False), ("percentage_ceil", True)):
        cases: list[tuple[tuple[int, ...], int | str]] = []
        for value, points in [(v, p % 65_536) for v, p in numbers(3, 2, 30)]:
            exact = value * points
            cases.append(((value, points), fits(-(-exact // 10_000) if up else exact // 10_000)))
        passes(MATH.format(parameters="a: u64, b: u16", call=f"{name}(a, b)", runs=runs(cases)))


def test_clamp_and_distance() -> None:
    cases: list[tuple[tuple[int, ...], int | str]] = []
    for value, low, high in numbers(4, 3, 40):
        cases.append(((value, low, high), "math::BadBounds" if low > high else max(low, min(value, high))))
    passes(MATH.format(parameters="a: u64, b: u64, c: u64", call="clamp(a, b, c)", runs=runs(cases)))
    apart: list[tuple[tuple[int, ...], int | str]] = [((a, b), abs(a - b)) for a, b in numbers(5, 2, 30)]
    passes(MATH.format(parameters="a: u64, b: u64", call="distance(a, b)", runs=runs(apart)))


TOKEN = """program token_test

pub use std::token

const GENESIS: PubKey = 0x0101010101010101010101010101010101010101010101010101010101010101

instruction init(cap: token::Amount, lock: Lock)
    creates authority: token::Mint
    auth    key(GENESIS)
{
    token::start(authority, cap, lock)
}

test "a token's life" {
    let authority = token::Mint { supply: 10, cap: 100, lock: schnorr(CAROL) }
    let alice = token::Account { owner: id(schnorr(ALICE)), lock: schnorr(ALICE), balance: 10 }
    let bob = token::Account { owner: id(schnorr(BOB)), lock: schnorr(BOB), balance: 0 }
    run token::mint(90) with authority: authority, target: bob signed CAROL
    expect authority.supply == 100
    expect bob.balance == 90
    run token::mint(1) with authority: authority, target: bob signed CAROL fails token::AboveCap
    run token::mint(1) with authority: authority, target: bob signed ALICE fails NotAuthorized
    run token::transfer(30) with source: bob, target: alice signed BOB
    expect alice.balance == 40
    expect bob.balance == 60
    run token::transfer(30) with source: bob, target: alice signed ALICE fails NotAuthorized
    run token::transfer(61) with source: bob, target: alice signed BOB fails token::NotEnough
    run token::transfer(0) with source: bob, target: alice signed BOB fails token::NothingMoved
    run token::transfer(5) with source: bob, target: bob signed BOB fails Aliased
    run token::burn(60) with authority: authority, source: bob signed BOB, CAROL
    expect authority.supply == 40
    expect bob.balance == 0
    run token::burn(1) with authority: authority, source: alice signed ALICE fails NotAuthorized
    run token::rekey(schnorr(BOB)) with account: alice signed ALICE
    run token::transfer(40) with source: alice, target: bob signed BOB
    expect bob.balance == 40
}

test "accounts are opened by anyone, once" {
    let other = token::Account { owner: id(schnorr(BOB)), lock: schnorr(BOB), balance: 0 }
    run token::open(schnorr(ALICE)) with account: alice
    run token::open(schnorr(ALICE)) with account: alice fails AlreadyExists
    run token::open(schnorr(BOB)) with account: other fails AlreadyExists
}
"""

ACCESS = """program access_test

pub use std::access { pause, resume, hand_over }

resource Till at label("till") {
    sold: u64
    lock: Lock
}

instruction sell()
    reads  switch: access::Switch
    writes till: Till
    auth   till.lock
{
    access::running(switch)
    till.sold += 1
}

test "a pause stops what asks for it" {
    let switch = access::Switch { paused: false, lock: schnorr(ALICE) }
    let till = Till { sold: 0, lock: schnorr(BOB) }
    run sell() with switch: switch, till: till signed BOB
    run access::pause() with switch: switch signed BOB fails NotAuthorized
    run access::pause() with switch: switch signed ALICE
    run access::pause() with switch: switch signed ALICE fails access::Paused
    run sell() with switch: switch, till: till signed BOB fails access::Paused
    run access::resume() with switch: switch signed ALICE
    run access::resume() with switch: switch signed ALICE fails access::NotPaused
    run sell() with switch: switch, till: till signed BOB
    expect till.sold == 2
    run access::hand_over(schnorr(BOB)) with switch: switch signed ALICE
    run access::pause() with switch: switch signed ALICE fails NotAuthorized
    run access::pause() with switch: switch signed BOB
}
"""


@pytest.mark.parametrize("source", [TOKEN, ACCESS], ids=["token", "access"])
def test_in_a_program(source: str) -> None:
    passes(source)
