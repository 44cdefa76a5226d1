"""The `test` blocks of the examples pass, and one that is wrong does not."""

from __future__ import annotations

import pytest
from support.programs import EXAMPLES, PATHS, compiled

from vprog.dsl.compile import Compilation
from vprog.dsl.interpret.testing import run_tests


@pytest.mark.parametrize("name", EXAMPLES)
def test_blocks_pass(name: str) -> None:
    results = run_tests(compiled(name))
    assert results
    assert [(result.name, result.message) for result in results if not result.passed] == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("alice.balance == 3000", "alice.balance == 3001"), "the condition does not hold"),
        (("fails InsufficientBalance\n", "fails BelowOpening\n"), "expected `BelowOpening`, but it failed with"),
        (("fails NotAuthorized\n", "\n"), "failed with `NotAuthorized`: the signers do not satisfy"),
        (("signed ALICE\n    expect alice", "signed ALICE fails Aliased\n    expect alice"), "but the instruction suc"),
    ],
)
def test_wrong_block_fails(change: tuple[str, str], message: str) -> None:
    source = PATHS["ledger"].read_text("utf-8")
    assert change[0] in source
    program = Compilation(source.replace(*change, 1)).program
    assert program is not None
    failed = [result for result in run_tests(program) if not result.passed]
    assert len(failed) == 1 and message in failed[0].message


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (
            """let a = Box { value: 5, small: 1, lock: unlocked }
            let b = Box { value: 5, small: 1, lock: schnorr(BOB) }
            run close(0) with box: a, heir: b signed BOB
            expect b.value == 10
            expect a.value == 0""",
            "this reads a field of a resource that is deleted or was never created",
        ),
        (
            """let a = Box { value: 5, small: 0, lock: unlocked }
            expect 5 % a.small == 0""",
            "a value here fails with `DivisionByZero`: a divisor is zero",
        ),
        (
            """let a = Box { value: 5, small: 0, lock: unlocked }
            let b = Box { value: 5, small: a.small - 1, lock: schnorr(BOB) }
            expect b.small == 0""",
            "a value here fails with `Overflow`",
        ),
    ],
)
def test_values_that_cannot_be_computed_fail_the_block(block: str, message: str) -> None:
    source = PATHS["probe"].read_text("utf-8")
    program = Compilation(f'{source}\ntest "of a value" {{\n{block}\n}}\n', "probe.vprog").program
    assert program is not None
    (result,) = run_tests(program)
    assert not result.passed and message in result.message
