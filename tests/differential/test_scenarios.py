"""Every transaction of the interpreter's own tests, in the guests too: errors, check order, signers, deletion, aliases.

They include those of `tests/interpret/probe.vprog`, which has what the examples do without.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import ModuleType

import pytest
from interpret import test_check_order, test_errors, test_signers, test_transactions
from support.programs import PATHS

from differential.conftest import Running
from vprog.dsl.interpret.machine import Execution, Interpreter
from vprog.dsl.program.predeclared import PREDECLARED_CODES

MODULES = (test_check_order, test_errors, test_signers, test_transactions)
Recorded = list[tuple[str, bytes, Execution | None]]


def record(monkeypatch: pytest.MonkeyPatch) -> tuple[Recorded, set[str]]:
    """What the interpreter was asked and answered, and the names of the errors among it."""
    found: Recorded = []
    failures: set[str] = set()
    process = Interpreter.process

    def recording(self: Interpreter, blob: bytes) -> Execution:
        found.append((self.program.name, blob, None))
        execution = process(self, blob)
        found[-1] = (self.program.name, blob, execution)
        if execution.failure is not None:
            failures.add(execution.failure.name)
        return execution

    with monkeypatch.context() as patch:
        patch.setattr(Interpreter, "process", recording)
        for scenario in (*test_errors.CASES.values(), *(s for module in MODULES for s in _scenarios(module))):
            scenario()
    return found, failures


def _scenarios(module: ModuleType) -> list[Callable[[], object]]:
    """Tests that need no arguments."""
    named = [value for name, value in vars(module).items() if name.startswith("test_") and inspect.isfunction(value)]
    return [test for test in named if not inspect.signature(test).parameters]


def test_scenarios(running: Callable[[str], Running], monkeypatch: pytest.MonkeyPatch) -> None:
    found, failures = record(monkeypatch)
    assert set(PREDECLARED_CODES) <= failures
    assert {"ledger", "token", "probe", "author"} <= {program for program, _, _ in found} <= set(PATHS)
    assert len(found) > 120 and None in [expected for _, _, expected in found]
    problems = [(program, running(program).disagree(blob, expected)) for program, blob, expected in found]
    assert [problem for problem in problems if problem[1] is not None] == []
