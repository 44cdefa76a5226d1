"""Acceptance 8: measured cycles never exceed the bound, and the bound is within 1.5 times of the worst measured."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from support.guests import guests
from support.programs import compiled

from vprog.dsl.cost.bound import MAX_KEYS, bound
from vprog.dsl.cost.worst import WorstCase, worst_cases
from vprog.pipeline.node.backends import ZkBackend
from vprog.pipeline.workers import Executor
from vprog.wire.outputs import decode_outputs

EXAMPLES = ("ledger", "token", "exchange")
INSTRUCTIONS = [(name, instruction.name) for name in EXAMPLES for instruction in compiled(name).instructions]
SIGNED = [
    (name, instruction)
    for name, instruction in INSTRUCTIONS
    if bound(compiled(name), compiled(name).instruction(instruction)).signatures[1] >= MAX_KEYS
]
MULTISIG = SIGNED if os.environ.get("VPROG_LONG") else [("ledger", "transfer"), ("token", "mint"), ("exchange", "open")]
"""Sixteen signatures take seconds in the executor: one instruction of each example, or every one."""
CLOSE = 1.5


@pytest.fixture(scope="module")
def zkvm() -> Iterator[Callable[[str], ZkBackend]]:
    with Executor.start() as executor:

        @cache
        def load(name: str) -> ZkBackend:
            return ZkBackend(executor, guests(name).elf)

        yield load


def cycles(backend: ZkBackend, case: WorstCase) -> int:
    """What an accepted transaction takes."""
    done = backend.execute(case.blob)
    assert isinstance(decode_outputs(done.outputs, case.resources), tuple), "the guest refused it"
    assert done.cycles is not None
    return done.cycles


@pytest.mark.parametrize(("name", "instruction"), INSTRUCTIONS)
def test_one_key_for_each_lock(zkvm: Callable[[str], ZkBackend], name: str, instruction: str) -> None:
    program = compiled(name)
    found = worst_cases(program, program.instruction(instruction), multisig=False)
    assert found, "no transaction was accepted"
    measured = max(cycles(zkvm(name), case) for case in found)
    limit = bound(program, program.instruction(instruction)).single.total
    assert measured <= limit <= CLOSE * measured, f"{measured:,} measured, bound {limit:,}"


@pytest.mark.parametrize(("name", "instruction"), MULTISIG)
def test_sixteen_keys_for_each_lock(zkvm: Callable[[str], ZkBackend], name: str, instruction: str) -> None:
    program = compiled(name)
    largest = max(worst_cases(program, program.instruction(instruction), multisig=True), key=lambda case: case.size)
    measured = cycles(zkvm(name), largest)
    limit = bound(program, program.instruction(instruction)).worst.total
    assert measured <= limit <= CLOSE * measured, f"{measured:,} measured, bound {limit:,}"


def test_every_path_is_among_the_worst_cases() -> None:
    """Roles that may be created are new in some transactions and there in others."""
    program = compiled("token")
    found = worst_cases(program, program.instruction("transfer"), multisig=False)
    assert {case.new for case in found} == {frozenset(), frozenset({"target"})}
