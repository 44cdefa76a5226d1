"""Counterexamples in programs with modules, and of instructions that the program's own key signs: pasted below the
program they fail for the reason that is given, and pass when the bug is gone."""

from __future__ import annotations

from pathlib import Path

from vprog.dsl.compile import Compilation
from vprog.dsl.frozen import replace
from vprog.dsl.interpret.testing import TestResult, run_tests
from vprog.dsl.program.declarations import Program
from vprog.dsl.prove.findings import Finding, Findings, Verdict
from vprog.dsl.prove.prove import prove
from vprog.dsl.prove.report import from_object, render_findings, to_object
from vprog.dsl.testing import compile_program

TOKENS = """
program shop
use std::token
pub use std::token { transfer }

instruction gift(n: token::Amount)
    writes  mint: token::Mint
    credits account: token::Account
    auth    mint.lock
{
    token::deposit(account, token::issue(mint, n))
}

invariant "small gifts" on gift: account.balance <= old(account.balance) + 5
invariant "half stays" on transfer: source.balance >= old(source.balance) - old(source.balance) + 1
"""

KEYED = """
program keyed

const GENESIS: PubKey = 0xf9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9

resource Config at label("config") {
    cap:   u64
    owner: PubKey
}

instruction limit(cap: u64)
    writes config: Config
    auth   key(GENESIS)
    where  config.owner == GENESIS
{
    config.cap = cap
}

invariant "small" on limit: config.cap <= 5
"""


def compiled(source: str) -> Program:
    compilation = Compilation(source, "shop.vprog")
    assert compilation.program is not None, [d.message for d in compilation.diagnostics]
    return compilation.program


def refuted(findings: Findings) -> list[Finding]:
    return [finding for finding in findings.obligations if finding.verdict is Verdict.REFUTED]


def pasted(source: str, block: str) -> TestResult:
    program = compiled(f"{source}\n{block}")
    return run_tests(replace(program, tests=program.tests[-1:], properties=()))[0]


def test_names_of_modules_are_written_with_them() -> None:
    findings = prove(compiled(TOKENS), 10)
    assert [(found.instruction, found.subject) for found in refuted(findings)] == [
        ("gift", "small gifts"),
        ("token::transfer", "half stays"),
    ]
    for found in refuted(findings):
        assert " = token::" in found.test and "Token" not in found.test
        result = pasted(TOKENS, found.test)
        assert not result.passed and f'invariant "{found.subject}" of' in result.message, result
    assert "    run token::transfer(" in refuted(findings)[1].test


def test_the_report_names_things_as_the_author_does() -> None:
    findings = prove(compiled(TOKENS), 10)
    report = render_findings("shop.vprog", findings, verbose=True)
    assert "Token" not in report and "token_" not in report
    assert "conservation of `token::Amount`" in report and "\n  token::transfer\n" in report
    places = {check.file for check in findings.checks}
    assert places == {"<std>/token.vprog"}
    assert "  <std>/token.vprog:" in report and "`token::NotEnough` of this take can fire" in report
    assert from_object(to_object(findings)) == findings


def test_failing_tests_name_things_as_the_author_does() -> None:
    test = """
    test "too much" {
        let a = token::Account { owner: id(schnorr(ANN)), balance: 3, lock: schnorr(ANN) }
        let b = token::Account { owner: id(schnorr(BEN)), balance: 3, lock: schnorr(BEN) }
        run token::transfer(4) with source: a, target: b signed ANN
    }"""
    assert pasted(TOKENS, test).message.startswith("failed with `token::NotEnough`")


BANK = """
module bank
use std::token

instruction double(n: token::Amount)
    writes  mint: token::Mint
    credits account: token::Account
    auth    mint.lock
{
    token::deposit(account, token::issue(mint, n))
}
"""


def test_a_module_that_only_another_uses_has_to_be_added(tmp_path: Path) -> None:
    """Its names are nobody's to write before."""
    (tmp_path / "bank.vprog").write_text(BANK)
    path = tmp_path / "shop.vprog"
    source = """program shop
pub use bank { double }
invariant "at most nine" on double: account.balance <= old(account.balance) + 9
"""
    path.write_text(source)
    (found,) = refuted(prove(compile_program(path), 10))
    assert found.test.startswith("// add `use std::token` above\ntest ") and "run bank::double(" in found.test
    path.write_text(source.replace("pub use", "use std::token\npub use") + found.test)
    assert "at most nine" in run_tests(compile_program(path))[0].message


def test_the_programs_key_signs_by_its_name() -> None:
    (found,) = refuted(prove(compiled(KEYED), 10))
    assert " signed GENESIS\n" in found.test and "owner: GENESIS" in found.test, found.test
    broken = pasted(KEYED, found.test)
    assert not broken.passed and 'invariant "small" of `limit` does not hold' in broken.message
    mended = KEYED.replace("config.cap = cap", "config.cap = min(cap, 5)")
    assert pasted(mended, found.test).passed
    without = KEYED.replace("invariant", "// invariant")
    assert "the condition does not hold" in pasted(without, found.test).message
