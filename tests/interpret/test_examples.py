"""The `test` blocks of the examples pass, and one that is wrong does not."""

from __future__ import annotations

import pytest
from support.programs import EXAMPLES, example, example_path
from vprog.dsl.compile import Compilation
from vprog.dsl.interpret.testing import run_tests


@pytest.mark.parametrize("name", EXAMPLES)
def test_blocks_pass(name: str) -> None:
    results = run_tests(example(name))
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
    source = example_path("ledger").read_text("utf-8")
    assert change[0] in source
    program = Compilation(source.replace(*change, 1)).program
    assert program is not None
    failed = [result for result in run_tests(program) if not result.passed]
    assert len(failed) == 1 and message in failed[0].message
