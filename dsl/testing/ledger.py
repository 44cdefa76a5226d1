"""Keeps the books of a history: what came in and what went out, beside what the resources hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from vprog.dsl.interpret.checks import Promises
from vprog.dsl.interpret.frame import Frame
from vprog.dsl.interpret.machine import Execution
from vprog.dsl.layout.codec import Value, decode_resource
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.types import CoinsType, HeldType, Type
from vprog.dsl.source.span import Span
from vprog.wire.journal import Success, decode_journal

SIGNS = {"claim": 1, "mint": 1, "exit": -1, "burn": -1}


def live(
    layout: ProgramLayout, state: Mapping[bytes, bytes], resource: str
) -> Iterator[tuple[bytes, dict[str, Value]]]:
    """Address and fields of every live resource of a kind, ascending by address."""
    kind = layout.resources[resource]
    for address in sorted(state):
        data = state[address]
        if data and data[0] == kind.resource.kind:
            yield address, decode_resource(kind, data)


def held(layout: ProgramLayout, state: Mapping[bytes, bytes]) -> Counter[str]:
    """What all resources together hold, by unit."""
    found: Counter[str] = Counter()
    for name, kind in layout.resources.items():
        fields = [(f.name, f.type.unit.name) for f in kind.resource.fields if isinstance(f.type, HeldType)]
        for _, values in live(layout, state, name):
            for field, unit in fields:
                amount = values[field]
                assert isinstance(amount, int)
                found[unit] += amount
    return found


class Books:
    """Watches the actions of one transaction after the other; see `vprog.dsl.interpret.observe.Observer`."""

    def __init__(self, program: Program) -> None:
        self.promises = Promises(program)
        self.moves: list[tuple[str, str, int]] = []
        """(how, unit, amount) since the last `clear`."""

    def clear(self) -> None:
        """Before a transaction."""
        self.moves = []

    def begin(self, instruction: Instruction, frame: Frame) -> None:
        self.promises.begin(instruction, frame)

    def branch(self, span: Span, way: str) -> None:
        """Which way a body goes is not of interest here."""

    def moved(self, how: str, coins: Type, amount: int) -> None:
        assert isinstance(coins, CoinsType)
        self.moves.append((how, coins.unit.name, amount))

    def end(self, instruction: Instruction, frame: Frame) -> None:
        self.promises.end(instruction, frame)

    def check(self, execution: Execution, before: Counter[str], after: Counter[str]) -> None:
        """AssertionError when the books do not balance. `before` and `after` are what was held."""
        if execution.failure is not None:
            assert before == after, "a failed transaction changed what is held"
            return
        expected = Counter(before)
        for how, unit, amount in self.moves:
            expected[unit] += SIGNS[how] * amount
        for unit in {*expected, *after}:
            flows = ", ".join(f"{how} {amount}" for how, of, amount in self.moves if of == unit) or "nothing moved"
            assert expected[unit] == after[unit], (
                f"{unit}: {before[unit]} held before, {after[unit]} after, but {flows}"
            )
        output = decode_journal(execution.journal).output
        assert isinstance(output, Success)
        on_wire = [entry.amount for entry in output.exit_entries()]
        assert on_wire == [amount for how, _, amount in self.moves if how == "exit"], (
            "the exits are not those of the body"
        )
        claimed = any(how == "claim" for how, _, _ in self.moves)
        assert claimed == (output.deposit_spk_hash != bytes(32)), "the deposit is not that of the body"
