"""A rule-based state machine over a program: histories of well-formed, signed transactions, one rule per instruction.

After every transaction that succeeds it checks that value is conserved, that the exits and the deposit on the wire are
those of the body, and what the program itself promises (`ensures`, invariants).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from vprog.client.payload import PayloadBuildError
from vprog.dsl.interpret.calls import CallError, addresses, authorizations, make_call
from vprog.dsl.interpret.literals import TEST_KEYS
from vprog.dsl.interpret.machine import Execution
from vprog.dsl.interpret.test_keys import test_key, with_test_key
from vprog.dsl.interpret.world import World
from vprog.dsl.layout.codec import Value
from vprog.dsl.program import types as t
from vprog.dsl.program.declarations import Access, Instruction, LabelAddress, Program, Role
from vprog.dsl.program.types import Type
from vprog.dsl.testing.ledger import Books, held, live
from vprog.dsl.testing.strategies import Strategies, strategies_of
from vprog.wire.l1 import TxOutput, deposit_script

GENESIS_KEY = "GENESIS"
"""The test key that stands for the program's own."""
SCORES = 1_000
"""Lock times are DAA scores up to this one."""
SIGNERS = [(*TEST_KEYS, GENESIS_KEY)] * 3 + [TEST_KEYS[:1], (*TEST_KEYS[1:], GENESIS_KEY)]
"""Whose keys sign what they can: mostly all."""
Draw = Callable[..., Any]


class ProgramMachine(RuleBasedStateMachine):
    """The base of the machine of any program; `state_machine` adds the rules."""

    program: Program
    start: Mapping[bytes, bytes] = {}

    def __init__(self) -> None:
        super().__init__()
        self.books = Books(self.program)
        self.world = World(self.program, dict(self.start), self.books)

    def send(self, instruction: Instruction, draw: Draw) -> Execution | None:
        """Draws and executes one transaction; None when no address can be found for a role."""
        layout, state = self.world.layout, self.world.state
        strategies = self.strategies()
        arguments: dict[str, Value] = {p.name: draw(strategies.of(p.type), p.name) for p in instruction.parameters}
        given = {r.name: a for r in instruction.roles if (a := self._address(r, arguments, draw)) is not None}
        lists = {r.name: self._members(r, draw) for r in instruction.roles if r.many is not None}
        outputs = [
            self._output(strategies, draw)
            for _ in range(draw(st.integers(1, 2), "outputs") if instruction.claims else 0)
        ]
        names: tuple[str, ...] = draw(st.sampled_from(SIGNERS), "signed by")
        keys = [test_key(name) for name in names]
        lock_time = draw(st.integers(0, SCORES), "lock time") if instruction.after_declared else 0
        before = held(layout, state)
        self.books.clear()
        try:
            found = addresses(layout, instruction, arguments, given, state, lists)
            call = make_call(layout, instruction, arguments, found, lists)
            signers = authorizations(layout, instruction, found, state, keys, lists)
            execution = self.world.submit([call], signers, outputs, lock_time)
        except (CallError, PayloadBuildError):
            return None
        self.books.check(execution, before, held(layout, self.world.state))
        return execution

    def strategies(self) -> Strategies:
        """Strategies that know which resources are there: addresses and covenants are mostly those of the state."""
        known: dict[Type, st.SearchStrategy[Any]] = {}
        for resource in self.program.resources:
            there = [address for address, _ in live(self.world.layout, self.world.state, resource.name)]
            known[t.AddressType(resource.name)] = st.sampled_from([*there, bytes(32)])
        covenants: set[Any] = {bytes([0x44]) * 32}
        for resource in self.program.resources:
            names = [f.name for f in resource.fields if f.type == t.COVENANT_ID]
            for _, fields in live(self.world.layout, self.world.state, resource.name):
                covenants |= {fields[name] for name in names}
        for unit in self.program.units:
            known[unit.type] = self._amounts(unit.type)
        known[t.COVENANT_ID] = st.sampled_from(sorted(covenants))
        known[t.OUTPUT_INDEX] = st.sampled_from([0, 0, 0, 1, 2])
        return strategies_of(self.program, known)

    def _amounts(self, unit: t.UnitType) -> st.SearchStrategy[int]:
        """Anything, but mostly what some resource can pay: all that it has, or a part."""
        amounts: set[Any] = set()
        for resource in self.program.resources:
            names = [f.name for f in resource.fields if t.unit_of(f.type) == unit and t.integer_of(f.type)]
            for _, fields in live(self.world.layout, self.world.state, resource.name):
                amounts |= {fields[name] for name in names}
        held = sorted(amounts - {0}) or [0]
        return st.sampled_from(held) | st.integers(0, held[-1]) | st.integers(unit.repr.low, unit.repr.high)

    def ready(self, instruction: Instruction) -> bool:
        """Whether a resource of each kind that the instruction needs is there, and none where it makes its only one."""
        for role in instruction.roles:
            taken = isinstance(role.address, LabelAddress) and any(
                live(self.world.layout, self.world.state, role.resource)
            )
            if taken and role.access is Access.CREATES and not role.or_creates:
                return False
        needed = {r.resource for r in instruction.roles if r.access is not Access.CREATES and not r.or_creates}
        there = {name for name in needed if any(live(self.world.layout, self.world.state, name))}
        return there == needed

    def _address(self, role: Role, arguments: Mapping[str, Value], draw: Draw) -> bytes | None:
        """A resource of the role's kind; None where the address follows from the rest."""
        if role.many is not None or role.address is not None:
            return None
        there = [address for address, _ in live(self.world.layout, self.world.state, role.resource)]
        if role.access is Access.CREATES or role.or_creates:
            return draw(st.none() | st.sampled_from(there), role.name) if there and role.or_creates else None
        return draw(st.sampled_from(there or [bytes(32)]), role.name)

    def _members(self, role: Role, draw: Draw) -> tuple[bytes, ...]:
        there = [address for address, _ in live(self.world.layout, self.world.state, role.resource)]
        if not there:
            return ()
        return tuple(draw(st.lists(st.sampled_from(there), max_size=min(role.many or 0, 4), unique=True), role.name))

    def _output(self, strategies: Strategies, draw: Draw) -> TxOutput:
        value: int = draw(st.integers(1, 10**12), "paid")
        return TxOutput(value, deposit_script(draw(strategies.of(t.COVENANT_ID), "to covenant")))


def state_machine(program: Program, start: Mapping[bytes, bytes] | None = None) -> type[ProgramMachine]:
    """The machine of a program; its `TestCase` is a test for pytest. `start` is the state that every history begins
    with (none: empty). A program's own key is replaced by a test key, so that its instructions can be signed."""
    program = with_test_keys(program)
    rules = {f"run_{instruction.name}": _rule(instruction) for instruction in program.instructions}
    return type(
        f"{program.name.title()}Machine", (ProgramMachine,), {"program": program, "start": start or {}, **rules}
    )


def with_test_keys(program: Program) -> Program:
    """The program with the test key GENESIS for its genesis key."""
    return with_test_key(program, GENESIS_KEY)


def _rule(instruction: Instruction) -> Any:
    def step(self: ProgramMachine, data: st.DataObject) -> None:
        self.send(instruction, data.draw)

    step.__name__ = f"run_{instruction.name}"
    step.__doc__ = instruction.doc
    return precondition(lambda self: self.ready(instruction))(rule(data=st.data())(step))
