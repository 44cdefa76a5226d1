"""The generator reaches what it claims to reach, so that agreement of the backends means something."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from support.programs import compiled

from differential.bend import BENDS
from differential.generate import Case, generate, host_malformed
from differential.plan import CHUNKS, PROGRAMS, SIZE
from vprog.dsl.interpret.instruction_stream import decode_stream
from vprog.dsl.interpret.machine import Interpreter
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program.predeclared import PREDECLARED_CODES
from vprog.wire.errors import HostInputError
from vprog.wire.tx_input import decode_input

UNREACHABLE = {
    # Neither example narrows, divides or waits, and a configured covenant never changes.
    "ledger": {"OutOfRange", "DivisionByZero", "DepositConflict", "Unrelated", "BeforeScore"},
    # No constant addresses, no deposits.
    "token": {
        *("OutOfRange", "DivisionByZero", "DepositConflict", "MissingResource"),
        *("NoSuchOutput", "WrongDepositAddress", "AlreadyClaimed", "BeforeScore"),
    },
}


@cache
def cases(program: str) -> list[Case]:
    """Exactly those that the backends are compared on."""
    return [case for chunk in range(CHUNKS) for case in generate(compiled(program), chunk, SIZE)]


def verdicts(program: str) -> Counter[str]:
    return Counter(case.expected.failure.name if case.expected.failure else "ok" for case in cases(program))


def test_there_are_enough() -> None:
    assert sum(len(cases(program)) for program in PROGRAMS) >= 2000


@pytest.mark.parametrize("program", PROGRAMS)
def test_same_seed_same_cases(program: str) -> None:
    again = generate(compiled(program), 0, SIZE)
    assert again == cases(program)[:SIZE]
    assert generate(compiled(program), 1, SIZE) != again
    blobs = [case.blob for case in cases(program)]
    assert len(set(blobs)) == len(blobs)


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_error_occurs(program: str) -> None:
    own = {error.name for error in compiled(program).errors}
    wanted = (set(PREDECLARED_CODES) - UNREACHABLE[program]) | own | {"VersionIncompatible"}
    found = verdicts(program)
    assert wanted - set(found) == set()
    assert UNREACHABLE[program].isdisjoint(found)
    assert [name for name in wanted if found[name] < 3] == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_many_succeed(program: str) -> None:
    found = verdicts(program)
    assert 0.35 <= found["ok"] / found.total() <= 0.75


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_bend_occurs(program: str) -> None:
    labels = {case.label for case in cases(program)}
    assert {f"bent: {bend.__name__}" for bend in BENDS} <= labels


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_instruction_and_signer_kind_succeeds(program: str) -> None:
    layout = ProgramLayout(compiled(program))
    instructions, signers = Counter[str](), Counter[str]()
    several = 0
    for case in cases(program):
        if case.expected.failure is not None:
            continue
        payload = decode_input(case.blob).payload
        assert payload is not None
        stream = decode_stream(layout, payload.ix_data, len(payload.access))
        instructions.update(action.instruction.name for action in stream.actions)
        signers.update(type(signer.proof).__name__ for signer in stream.signers)
        several += len(stream.actions) > 1
    assert set(instructions) == {instruction.name for instruction in compiled(program).instructions}
    genesis = {"GenesisSig"} if program == "ledger" else set[str]()
    assert {"SchnorrSig", "MultisigSig", "PrevTxKey", "MultisigPrevTxKey"} | genesis == set(signers)
    assert min(signers.values()) >= 5 and several > 100


def test_malformed_host_input_is_refused() -> None:
    for program in PROGRAMS:
        interpreter = Interpreter(compiled(program))
        for blob in host_malformed(cases(program), 1, 200):
            with pytest.raises(HostInputError):
                interpreter.process(blob)
