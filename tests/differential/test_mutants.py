"""Programs that differ from the examples in one small thing are told apart by the generated transactions."""

from __future__ import annotations

import pytest
from support.programs import PATHS, compiled

from differential.generate import generate
from differential.plan import SIZE
from vprog.dsl.compile import Compilation
from vprog.dsl.interpret.machine import Interpreter

HISTORIES = 11
MUTANTS = [
    ("ledger", "const MIN_OPENING: Sompi = 1000", "const MIN_OPENING: Sompi = 999"),
    ("ledger", "const MIN_OPENING: Sompi = 1000", "const MIN_OPENING: Sompi = 1001"),
    ("ledger", "require amount >= MIN_OPENING", "require amount > MIN_OPENING"),
    ("ledger", "require coins.value >= MIN_OPENING", "require coins.value > MIN_OPENING"),
    ("ledger", "require amount >= config.min_withdrawal", "require amount > config.min_withdrawal"),
    ("ledger", "require covenant == config.covenant else CovenantIsFixed\n", ""),
    ("ledger", "config.min_withdrawal = min_withdrawal\n", ""),
    ("ledger", "config.lock = lock\n", ""),
    ("ledger", 'at label("config")', 'at label("confiG")'),
    ("ledger", "credits user: User at lock(initial_lock) or creates", "credits user: User or creates"),
    ("ledger", "0xf9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9", "0x" + "00" * 31 + "01"),
    ("token", "require amount > 0 else ZeroAmount\n    token", "token"),
    ("token", "require amount > 0 else ZeroAmount\n    let coins = source", "let coins = source"),
    ("token", "require amount > 0 else ZeroAmount\n    token", "require amount > 1 else ZeroAmount\n    token"),
    (
        "token",
        "require target.mint == source.mint else Unrelated\n",
        "require target.mint == source.mint else ZeroAmount\n",
    ),
    ("token", "token.supply = token.supply + amount", "token.supply = token.supply + amount + 1"),
    ("token", "token.supply = token.supply - amount", "token.supply = token.supply - amount + amount"),
    ("token", "where  source.mint == token.id", "where  source.mint == token.id else ZeroAmount"),
    ("token", "    issuer: LockId\n    symbol: bytes[8]\n", "    symbol: bytes[8]\n    issuer: LockId\n"),
]


@pytest.mark.parametrize(("program", "old", "new"), MUTANTS)
def test_told_apart(program: str, old: str, new: str) -> None:
    source = PATHS[program].read_text("utf-8")
    assert old in source
    mutant = Compilation(source.replace(old, new, 1), "mutant.vprog").program
    assert mutant is not None
    interpreter = Interpreter(mutant)
    for seed in range(HISTORIES):
        for case in generate(compiled(program), seed, SIZE):
            if interpreter.process(case.blob).journal != case.expected.journal:
                return
    pytest.fail("no generated transaction tells them apart")
