"""What one running action can see: the transaction around it, its roles, parameters and bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from vprog.dsl.interpret.slots import RoleState
from vprog.dsl.layout.codec import Value
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program.declarations import Program
from vprog.wire.authority import Authority
from vprog.wire.resource import Resource
from vprog.wire.sinks import DepositSink, ExitSink

if TYPE_CHECKING:
    from vprog.dsl.interpret.observe import Observer


_ABSENT: Any = object()


@define
class Event:
    """An emitted event: its name and field values, in order."""

    name: str
    values: dict[str, Value]


@define
class TransactionContext:
    """What the actions of one transaction share. `claimed` holds the L1 output indices already used."""

    layout: ProgramLayout
    resources: list[Resource]
    rest_preimage: bytes
    authority: Authority
    exits: ExitSink
    deposit: DepositSink
    claimed: set[int] = field(factory=set[int])
    events: list[Event] = field(factory=list[Event])
    tx_id: bytes = bytes(32)
    merge_idx: int = 0
    context_hash: bytes = bytes(32)
    observer: Observer | None = None
    """Who watches the run (coverage, invariants); None where nobody does, as on the hot path."""


@define
class Frame:
    """One action. `trail` holds what bindings hid, for the end of their blocks; `result` is of the last Yield."""

    program: Program
    transaction: TransactionContext
    roles: dict[str, RoleState]
    parameters: dict[str, Value]
    locals: dict[str, Value] = field(factory=dict[str, Value])
    lists: dict[str, list[RoleState]] = field(factory=dict[str, list[RoleState]])
    trail: list[tuple[str, Any]] = field(factory=list[tuple[str, Any]])
    result: Value = None
    before: Frame | None = None
    """The frame before the body ran; only where conditions with `old` are asked."""

    def bind(self, name: str, value: Value) -> None:
        """A binding of the innermost block, which may hide one further out."""
        self.trail.append((name, self.locals.get(name, _ABSENT)))
        self.locals[name] = value

    def unwind(self, mark: int) -> None:
        """The end of a block: its bindings go, what they hid comes back. `mark` is the trail's length at its start."""
        trail, names = self.trail, self.locals
        while len(trail) > mark:
            name, hidden = trail.pop()
            if hidden is _ABSENT:
                del names[name]
            else:
                names[name] = hidden
