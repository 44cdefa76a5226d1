"""Runs one action: locate the roles, check them, ask for authority, run the body, store what was written.

The order of the checks is the contract of docs/program-abi.md, "One action"; the guest follows the same.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import combinations

from attrs import frozen

from vprog.dsl.interpret.address import derive
from vprog.dsl.interpret.evaluate import evaluate, failure
from vprog.dsl.interpret.execute import Returned, execute
from vprog.dsl.interpret.failure import predeclared
from vprog.dsl.interpret.frame import Frame, TransactionContext
from vprog.dsl.interpret.slots import Life, RoleState
from vprog.dsl.layout.codec import Value, decode_resource
from vprog.dsl.program.declarations import (
    Access,
    Auth,
    AuthAll,
    AuthAny,
    AuthKey,
    AuthLock,
    Instruction,
    LabelAddress,
    Program,
    Role,
)
from vprog.wire.codec import DecodeError
from vprog.wire.ids import program_resource_id
from vprog.wire.locks import decode_lock


@frozen
class Action:
    """A decoded action: resource indices of the indexed roles by name, parameter values by name."""

    instruction: Instruction
    indices: dict[str, int]
    parameters: dict[str, Value]


def run_action(program: Program, action: Action, transaction: TransactionContext) -> None:
    """Raises Failure; the caller then drops everything the transaction did."""
    instruction = action.instruction
    frame = Frame(program, transaction, {}, action.parameters)
    states: dict[int, RoleState] = {}
    for role in instruction.roles:
        index = _locate(role, action, transaction)
        layout = transaction.layout.resources[role.resource]
        # Roles that may alias share one state, so that a write through one is seen through the other.
        state = states.setdefault(index, RoleState(layout, transaction.resources[index], index))
        frame.roles[role.name] = state
    _check_aliases(instruction, frame)
    for role in instruction.roles:
        _check_role(role, frame)
    if instruction.auth is not None and not _authorized(instruction.auth, frame):
        raise predeclared("NotAuthorized")
    for condition in instruction.conditions:
        if not evaluate(condition.condition, frame):
            raise failure(condition.error, frame)
    with suppress(Returned):
        execute(instruction.body, frame)
    for state in frame.roles.values():
        state.store()


def _locate(role: Role, action: Action, transaction: TransactionContext) -> int:
    if role.indexed:
        return action.indices[role.name]
    assert isinstance(role.address, LabelAddress)
    wanted = program_resource_id(role.address.label)
    for index, resource in enumerate(transaction.resources):
        if resource.id == wanted:
            return index
    raise predeclared("MissingResource")


def _check_aliases(instruction: Instruction, frame: Frame) -> None:
    for first, second in combinations(instruction.roles, 2):
        same = frame.roles[first.name].index == frame.roles[second.name].index
        if same and frozenset({first.name, second.name}) not in instruction.may_alias:
            raise predeclared("Aliased")


def _check_role(role: Role, frame: Frame) -> None:
    state = frame.roles[role.name]
    if role.address is not None and derive(role.address, frame) != state.id:
        raise predeclared("WrongAddress")
    if role.writable and not state.writable:
        raise predeclared("NotWritable")
    if state.life is Life.DELETED:
        raise predeclared("Deleted")
    if role.access is Access.CREATES and not role.or_creates:
        if state.life is Life.LIVE:
            raise predeclared("AlreadyExists")
        return
    if state.life is Life.NEW:
        if role.or_creates:
            return
        raise predeclared("NotLive")
    if state.resource.data[0] != state.layout.resource.kind:
        raise predeclared("WrongKind")
    try:
        state.values = decode_resource(state.layout, state.resource.data)
    except DecodeError:
        raise predeclared("CorruptResource") from None


def _authorized(auth: Auth, frame: Frame) -> bool:
    authority = frame.transaction.authority
    match auth:
        case AuthLock():
            state = frame.roles[auth.role]
            name = state.layout.resource.lock_field
            lock = state.values.get(name) if name else None
            return isinstance(lock, bytes) and authority.unlocks(state.index, decode_lock(lock))
        case AuthKey():
            key = frame.program.constant(auth.key).value
            return isinstance(key, bytes) and authority.signed_by(frame.roles[auth.role].index, key)
        case AuthAll():
            return all(_authorized(part, frame) for part in auth.parts)
        case AuthAny():
            return any(_authorized(part, frame) for part in auth.parts)
        case _:
            return sum(_authorized(part, frame) for part in auth.parts) >= auth.threshold
