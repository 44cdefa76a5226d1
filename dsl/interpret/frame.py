"""What one running action can see: the transaction around it, its roles, parameters and bindings."""

from __future__ import annotations

from attrs import define, field

from vprog.dsl.interpret.slots import RoleState
from vprog.dsl.layout.codec import Value
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program.declarations import Program
from vprog.wire.authority import Authority
from vprog.wire.resource import Resource
from vprog.wire.sinks import DepositSink, ExitSink


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


@define
class Frame:
    """One action."""

    program: Program
    transaction: TransactionContext
    roles: dict[str, RoleState]
    parameters: dict[str, Value]
    locals: dict[str, Value] = field(factory=dict[str, Value])
