"""What is proved of the examples, and what stays unknown."""

from __future__ import annotations

from time import perf_counter

import pytest
from support.programs import EXAMPLES, PATHS, compiled

from prove.seeding import with_statements
from prove.test_seeded_bugs import unchecked
from vprog.dsl.compile import Compilation
from vprog.dsl.frozen import replace
from vprog.dsl.interpret.testing import run_tests
from vprog.dsl.program.declarations import Program
from vprog.dsl.prove.findings import Firing, Verdict
from vprog.dsl.prove.goals import WAIVED
from vprog.dsl.prove.prove import NEVER_SUCCEEDS, TIMEOUT, prove

CUBES = """\
program cubes
resource Box at lock(owner) { number: u64 owner: LockId lock: Lock }
instruction step(x: u64, y: u64, z: u64) writes box: Box auth box.lock
{
    require x > 0 and y > 0 and x * x * x + y * y * y == z * z * z else Unrelated
    box.number = box.number + 1
}
"""
"""Whether the addition can overflow is Fermat's last theorem for the exponent 3."""

RULES = """\
program rules
unit Coin: u64
error { No "no" }
enum Way { Up, Down }
resource Box at lock(owner) { coins: held Coin owner: LockId way: Way lock: Lock }
instruction split(amount: Coin, part: Coin?)
    writes from: Box
    writes to: Box
    auth from.lock
    where from.way == Way.Up else No
    permissionless("a gift")
{
    let half = div_floor(amount, 2)
    match part {
        none => { move half from from.coins to to.coins else No }
        some(given) => {
            for i in 0..3 {
                if given > 5 or i == 1 {
                    move 1 from from.coins to to.coins else No
                }
            }
        }
    }
    if half * 2 == amount { return }
    to.way = Way.Down
}
instruction never() writes box: Box auth box.lock
{
    require box.coins > 5 and box.coins < 5 else No
    box.way = Way.Up
}
"""
EXCHANGE = """\
program amm
unit Coin: u64
error { Short "short" }
resource Pool at label("pool") { one: held Coin two: held Coin lock: Lock }
resource Purse at lock(owner) { one: held Coin two: held Coin owner: LockId lock: Lock }
instruction swap(amount: Coin)
    writes pool: Pool
    writes purse: Purse
    auth purse.lock
    permissionless("anyone may trade at the pool's price")
{
    let before = pool.one
    let coins = purse.one.take(amount) else Short
    pool.one.put(coins)
    let out: Coin = mul_div(pool.two, amount, before + amount, floor) else Short
    let paid = pool.two.take(out) else Short
    purse.two.put(paid)
}
"""

PAIR = """\
program pair
error { No "no" }
resource Box at lock(owner) { count: u8 owner: LockId lock: Lock }
instruction both() writes from: Box writes to: Box auth all of (from.lock, to.lock) ALIAS
{
    require from.count < 10 and to.count < 10 else No
    from.count = from.count + 200
    to.count = to.count + 50
}
"""
"""The second addition overflows only when both roles are one box."""

_FLAGS = ", ".join(f"a{n}: bool" for n in range(12))
_STEPS = "\n".join(f"if a{n} {{ box.way = Way.Up }} else {{ box.way = Way.Down }}" for n in range(12))
MANY = f"{RULES}instruction many({_FLAGS}) writes box: Box auth box.lock {{ {_STEPS} }}"
"""4096 paths."""


def program(text: str) -> Program:
    compilation = Compilation(text)
    assert compilation.program is not None, [d.message for d in compilation.diagnostics]
    return compilation.program


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_proved(name: str) -> None:
    findings = prove(compiled(name), 5)
    assert findings.verdict is Verdict.PROVED
    assert {finding.why for finding in findings.obligations} <= {"", WAIVED}
    found = {(finding.instruction, finding.obligation) for finding in findings.obligations}
    assert ("transfer", "conservation") in found and ("transfer", "authority") in found


@pytest.mark.parametrize("name", EXAMPLES)
def test_values_that_fire_a_check_can_be_pasted(name: str) -> None:
    checks = prove(compiled(name), 5).checks
    assert checks and all(check.firing is Firing.CAN and not check.why for check in checks)
    for check in checks:
        pasted = Compilation(f"{PATHS[name].read_text('utf-8')}\n{check.test}").program
        assert pasted is not None, check.test
        assert run_tests(replace(pasted, tests=pasted.tests[-1:]))[0].passed, check.test


def test_branches_loops_options_and_enums() -> None:
    findings = prove(program(RULES), 5)
    assert findings.verdict is Verdict.PROVED
    assert {check.firing for check in findings.checks if check.kind == "take"} == {Firing.CAN}
    vacuous = {finding.instruction for finding in findings.obligations if finding.why == NEVER_SUCCEEDS}
    assert vacuous == {"never"}


def test_proved_never_fires() -> None:
    text = RULES.replace("some(given) => {", "some(given) => {\n require from.coins >= 3 else No")
    checks = [check for check in prove(program(text), 5).checks if check.instruction == "split"]
    # Three times one is not more than 3: the takes in the loop cannot fail any more.
    assert [check.firing for check in checks if check.kind == "take"] == [Firing.CAN, Firing.NEVER]


def test_exchange() -> None:
    findings = prove(program(EXCHANGE), 5)
    assert findings.verdict is Verdict.PROVED
    never = [(check.kind, check.error) for check in findings.checks if check.firing is Firing.NEVER]
    # What the product rule pays out is never more than the pool has.
    assert never == [("conversion", "Short"), ("take", "Short")]


def test_time_limit() -> None:
    hard = program(CUBES)
    start = perf_counter()
    checks = prove(hard, 0.3).checks
    assert [(check.firing, check.why) for check in checks] == [(Firing.UNKNOWN, TIMEOUT)]
    findings = prove(with_statements(hard, "step", unchecked), 0.3)
    assert perf_counter() - start < 10
    unknown = [(f.obligation, f.why) for f in findings.obligations if f.verdict is Verdict.UNKNOWN]
    assert unknown == [("no unchecked overflow", TIMEOUT)]
    assert findings.verdict is Verdict.UNKNOWN


def test_roles_that_may_be_one_resource() -> None:
    pair = program(PAIR.replace("ALIAS", "may_alias(from, to)"))
    findings = prove(pair, 5)
    assert findings.verdict is Verdict.PROVED
    # The compiler has left out the check of the first addition: one of the obligations is that it may.
    (second,) = findings.checks
    assert second.firing is Firing.CAN
    assert "with from: from, to: from signed" in second.test
    pasted = program(f"{pair.source}\n{second.test}")
    assert [result.passed for result in run_tests(pasted)] == [True]
    assert prove(compiled("probe"), 5).verdict is Verdict.PROVED


def test_roles_that_are_two_resources() -> None:
    findings = prove(program(PAIR.replace("ALIAS", "")), 5)
    # What is written to one says nothing new of the other: both checks are left out, and are proved to be needless.
    assert (findings.verdict, findings.checks) == (Verdict.PROVED, ())


def test_too_many_paths_are_unknown() -> None:
    steps = "\n".join(f"if box.coins > {n} {{ box.way = Way.Up }} else {{ box.way = Way.Down }}" for n in range(9))
    few = f"{RULES}instruction many() writes box: Box auth box.lock {{ {steps} }}"
    assert prove(program(few), 5).verdict is Verdict.PROVED, "only 10 of 512 paths are possible"
    found = [f for f in prove(program(MANY), 1).obligations if f.instruction == "many"]
    assert [f.verdict for f in found] == [Verdict.UNKNOWN] and "paths" in found[0].why
