"""Bugs that an author could write, in the source of each example: refuted, with a test that fails."""

from __future__ import annotations

import pytest
from support.programs import PATHS

from vprog.dsl.compile import Compilation
from vprog.dsl.frozen import replace
from vprog.dsl.interpret import test_keys
from vprog.dsl.interpret.testing import run_tests
from vprog.dsl.program.declarations import Program
from vprog.dsl.prove.counterexample import PROGRAM_KEY
from vprog.dsl.prove.findings import Verdict
from vprog.dsl.prove.prove import prove

_COVENANT_CHECK = "    require covenant == config.covenant else CovenantIsFixed\n"
_MINTED = "let minted: Shares = mul_div(pool.supply, amount, pool.sompi, {}) else"
_ASKED = "let asked: Token = mul_div(pool.tokens, amount, pool.sompi, {}) else"
_OUT = "let out: Token = mul_div(pool.tokens, counted, pool.sompi{}, {}) else"
_SOLD = "let out: Sompi = mul_div(pool.sompi, {}, pool.tokens + counted, floor) else"
_BACK = "let sompi: Sompi = mul_div(pool.sompi, amount, pool.supply, {}) else"
_K = "the product of the reserves never falls"
_FEE = "let counted = amount {} fee\n    require counted > 0 else TooLittle\n    let out: Token"
_GENESIS = "0xf9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9"
BUGS = [
    (
        "ledger",
        "the check of the covenant is gone",
        "update",
        "the covenant stays",
        _COVENANT_CHECK,
        "    config.covenant = covenant\n",
    ),
    (
        "ledger",
        "the minimum is a maximum",
        "withdraw",
        "no withdrawal below the minimum",
        "amount >= config.min",
        "amount <= config.min",
    ),
    (
        "token",
        "the supply counts mints, not amounts",
        "mint",
        "the supply grows by what a holder gets",
        "token.supply + amount",
        "token.supply + 1",
    ),
    (
        "token",
        "the supply is not lowered",
        "burn",
        "the supply falls by what a holder burns",
        "token.supply = token.supply - amount",
        "token.supply = token.supply",
    ),
    (
        "exchange",
        "the payment is not in the divisor",
        "buy",
        _K,
        _OUT.format(" + counted", "floor"),
        _OUT.format("", "floor"),
    ),
    (
        "exchange",
        "more is paid out than the fee allows",
        "sell",
        _K,
        _SOLD.format("counted"),
        _SOLD.format("(counted + 1000)"),
    ),
    (
        "exchange",
        "the locked shares are not looked at",
        "remove",
        "the locked shares stay",
        "amount + LOCKED <= pool.supply",
        "amount <= pool.supply",
    ),
    (
        "exchange",
        "the supply stays",
        "remove",
        "shares come and go with the supply",
        "pool.supply = pool.supply - amount",
        "pool.supply = pool.supply",
    ),
    (
        "exchange",
        "a pool with one side",
        "open",
        "both sides of the pool have something in them",
        "total > LOCKED and tokens > 0",
        "total > LOCKED",
    ),
    (
        "exchange",
        "the cap is compared with the amount alone",
        "issue",
        "no more tokens than the cap",
        "config.issued + amount <= CAP",
        "amount <= CAP",
    ),
]
"""(example, what is wrong, instruction, the invariant that breaks, the text before, the text with the bug)"""

ROUNDED = [
    (_OUT.format(" + counted", "floor"), _OUT.format(" + counted", "ceil"), "VP0420"),
    (_BACK.format("floor"), _BACK.format("ceil"), "VP0420"),
    (_MINTED.format("floor"), _MINTED.format("ceil"), "VP0420"),
    (_ASKED.format("ceil"), _ASKED.format("floor"), "VP0421"),
    (_FEE.format("-"), _FEE.format("+"), "VP0420"),
    (_SOLD.format("counted"), _SOLD.format("counted + fee + fee"), "VP0420"),
]
"""Roundings in the trader's favour: the compiler does not let them through to the solver."""


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: f"{bug[0]}: {bug[1]}")
def test_bug_is_refuted(bug: tuple[str, str, str, str, str, str]) -> None:
    name, _, instruction, invariant, right, wrong = bug
    source = PATHS[name].read_text("utf-8")
    assert source.count(right) == 1
    source = source.replace(right, wrong)
    program = _compiled(source)
    found = prove(program, 60, (instruction,)).obligations
    (broken,) = [finding for finding in found if finding.subject == invariant]
    assert (broken.verdict, broken.obligation) == (Verdict.REFUTED, "invariant"), broken
    assert "could not" not in broken.why
    source = source.replace(_GENESIS, f"0x{test_keys.test_key(PROGRAM_KEY).public_key.hex()}")
    program = _compiled(f"{source}\n{broken.test}")
    result = run_tests(replace(program, tests=program.tests[-1:], properties=()))[0]
    assert not result.passed and "does not hold" in result.message, broken.test


@pytest.mark.parametrize(("right", "wrong", "code"), ROUNDED)
def test_rounding_is_refused_before(right: str, wrong: str, code: str) -> None:
    source = PATHS["exchange"].read_text("utf-8")
    assert source.count(right) == 1
    compilation = Compilation(source.replace(right, wrong))
    assert compilation.program is None and {d.rule.code for d in compilation.diagnostics} == {code}


def _compiled(source: str) -> Program:
    compilation = Compilation(source)
    assert compilation.program is not None, [d.message for d in compilation.diagnostics]
    return compilation.program
