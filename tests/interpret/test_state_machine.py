"""The state machine that is made from a program: it goes deep, and it notices lost value and broken promises."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test
from support.programs import REPOSITORY, compiled

from interpret.test_author_tests import SOURCE, changed, program
from vprog.dsl.frozen import replace
from vprog.dsl.interpret.checks import Violation
from vprog.dsl.layout.codec import encode
from vprog.dsl.program import statements as s
from vprog.dsl.program.declarations import Program
from vprog.dsl.testing import ProgramMachine, compile_program, state_machine, strategies_of

STEPS = settings(
    max_examples=30,
    stateful_step_count=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
)

LONGER = settings(STEPS, max_examples=200)
"""So that some runs open the exchange and go on to trade: what is drawn depends on what else is loaded."""


def watched(made: Program) -> tuple[type[ProgramMachine], Counter[tuple[str, str]]]:
    """A machine, and what it saw."""
    seen: Counter[tuple[str, str]] = Counter()

    class Watched(state_machine(made)):
        def send(self, instruction: Any, draw: Any) -> Any:
            execution = super().send(instruction, draw)
            if execution is not None:
                seen[(instruction.name, execution.failure.name if execution.failure else "ok")] += 1
            return execution

    return Watched, seen


@pytest.mark.parametrize("name", ["ledger", "token", "exchange"])
def test_every_instruction_of_the_examples_succeeds_and_fails(name: str) -> None:
    made = compile_program(REPOSITORY / "examples" / name / f"{name}.vprog")
    machine, seen = watched(made)
    run_state_machine_as_test(machine, settings=LONGER)  # pyright: ignore[reportUnknownMemberType]
    succeeded = {instruction for instruction, verdict in seen if verdict == "ok"}
    assert len(succeeded) >= 0.6 * len(made.instructions), seen
    assert any(verdict == "NotAuthorized" for _, verdict in seen)


def without_put(block: s.Block) -> s.Block:
    """The block with every `put` left out: its coins vanish."""
    kept: list[s.Statement] = []
    for statement in block.statements:
        if isinstance(statement, s.Put):
            continue
        if isinstance(statement, s.MatchRole):
            statement = replace(statement, new=without_put(statement.new), live=without_put(statement.live))
        kept.append(statement)
    return replace(block, statements=tuple(kept))


def test_lost_value_is_found() -> None:
    made = compiled("ledger")
    broken = tuple(replace(i, body=without_put(i.body)) for i in made.instructions)
    with pytest.raises(AssertionError, match=r"Sompi: .* held before, .* after, but"):
        run_state_machine_as_test(state_machine(replace(made, instructions=broken)), settings=STEPS)  # pyright: ignore


OPEN = """
instruction open(count: u64, lock: Lock)
    creates counter: Counter
    permissionless("anyone may count")
{
    require count <= MOST else TooMany { most: MOST }
    create counter = Counter { count, spare: 0, first: id(lock), lock }
}
"""


def test_a_broken_invariant_is_found() -> None:
    source = changed("require counter.count + more <= MOST else", "require counter.count + more <= 2000 else") + OPEN
    with pytest.raises(Violation, match="no counter passes the most"):
        run_state_machine_as_test(state_machine(program(source)), settings=STEPS)  # pyright: ignore


def test_kept_promises_pass() -> None:
    machine, seen = watched(program(SOURCE + OPEN))
    run_state_machine_as_test(machine, settings=STEPS)  # pyright: ignore[reportUnknownMemberType]
    for instruction in ("open", "add", "late"):
        assert seen[(instruction, "ok")], seen
    assert seen[("late", "BeforeScore")] and seen[("count_all", "NotAuthorized")], seen


@pytest.mark.parametrize("made", [compiled("ledger"), compiled("token"), program(SOURCE)], ids=lambda made: made.name)
def test_strategies_make_values_of_the_right_types(made: Program) -> None:
    strategies = strategies_of(made)

    @settings(max_examples=30, database=None, deadline=None)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        instruction = data.draw(st.sampled_from(made.instructions))
        arguments = data.draw(strategies.arguments(instruction.name))
        assert all(encode(p.type, arguments[p.name]) for p in instruction.parameters)
        resource = data.draw(st.sampled_from(made.resources))
        fields = data.draw(strategies.fields(resource.name))
        assert all(encode(f.type, fields[f.name]) for f in resource.fields)

    check()
