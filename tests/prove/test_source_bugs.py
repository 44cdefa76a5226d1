"""Bugs that an author could write, in the source of each example: refuted, with a test that fails."""

from __future__ import annotations

import pytest
from support.programs import PATHS

from vprog.dsl.compile import Compilation
from vprog.dsl.frozen import replace
from vprog.dsl.interpret.testing import run_tests
from vprog.dsl.program.declarations import Program
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
    (
        "ledger",
        "what was sent comes back",
        "transfer",
        "the source pays the amount",
        "live => target.balance.put(coins)",
        "live => source.balance.put(coins)",
    ),
    (
        "token",
        "a newly issued amount is burned where the holding is there",
        "mint",
        "the holder gets what is issued",
        "owner: id(owner_lock), lock: owner_lock }\n        live => target.balance.put(coins)",
        "owner: id(owner_lock), lock: owner_lock }\n        live => Amount.burn(coins)",
    ),
    (
        "exchange",
        "the fee is never charged",
        "buy",
        "the fee of a purchase stays in the pool",
        _FEE.format("-"),
        _FEE.format("-").replace(" - fee", ""),
    ),
    (
        "exchange",
        "the fee is not paid",
        "buy",
        "a buyer pays the amount and gets what was agreed to, or more",
        "let paid = account.sompi.take(amount)",
        "let paid = account.sompi.take(counted)",
    ),
    (
        "exchange",
        "the limit is the wrong way round",
        "sell",
        "a seller pays the amount and gets what was agreed to, or more",
        "require out >= least else Slippage\n    let paid = account.tokens",
        "require out <= least else Slippage\n    let paid = account.tokens",
    ),
    (
        "exchange",
        "no limit on what is asked for",
        "add",
        "who adds pays the amount, and no more tokens than agreed to",
        "    require asked <= most else Slippage\n",
        "",
    ),
    (
        "exchange",
        "one limit is forgotten",
        "remove",
        "who removes gives the shares, and gets what was agreed to, or more",
        "sompi >= least_sompi and tokens >= least_tokens",
        "sompi >= least_sompi or tokens >= least_tokens",
    ),
    (
        "exchange",
        "what is issued is burned",
        "issue",
        "the holder gets what is issued",
        "live => account.tokens.put(coins)",
        "live => Token.burn(coins)",
    ),
    (
        "exchange",
        "what is withdrawn comes back",
        "withdraw",
        "the holder pays what is withdrawn",
        "    exit(coins, to)\n",
        "    account.sompi.put(coins)\n",
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
