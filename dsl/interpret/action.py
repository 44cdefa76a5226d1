"""Runs one action: locate the roles, check them, ask for authority, run the body, store what was written.

The order of the checks is the contract of docs/program-abi.md, "One action"; the guest follows the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from itertools import combinations

from attrs import field, frozen

from vprog.dsl.interpret.address import derive
from vprog.dsl.interpret.evaluate import evaluate, failure
from vprog.dsl.interpret.execute import Returned, execute
from vprog.dsl.interpret.failure import predeclared
from vprog.dsl.interpret.frame import Frame, TransactionContext
from vprog.dsl.interpret.l1 import is_after
from vprog.dsl.interpret.slots import Life, RoleState
from vprog.dsl.layout.codec import Value, decode_resource
from vprog.dsl.program.declarations import (
    Access,
    Auth,
    AuthAll,
    AuthAny,
    AuthKey,
    AuthLock,
    AuthMany,
    Instruction,
    LabelAddress,
    Program,
    Role,
    View,
)
from vprog.wire.authority import Authority
from vprog.wire.codec import DecodeError
from vprog.wire.ids import program_resource_id
from vprog.wire.locks import decode_lock


@frozen
class RoleIndices:
    """Positions in the access list: of the indexed roles by name, of the members of role lists by the list's name."""

    indices: dict[str, int]
    lists: dict[str, tuple[int, ...]] = field(factory=dict[str, tuple[int, ...]])


@frozen
class Action:
    """A decoded action: resource indices of the indexed roles by name (of role lists in `lists`), parameter values by
    name."""

    instruction: Instruction
    indices: dict[str, int]
    parameters: dict[str, Value]
    lists: dict[str, tuple[int, ...]] = field(factory=dict[str, tuple[int, ...]])


def run_action(program: Program, action: Action, transaction: TransactionContext) -> None:
    """Raises Failure; the caller then drops everything the transaction did."""
    instruction = action.instruction
    frame = Frame(program, transaction, {}, action.parameters)
    states = open_roles(instruction, action, frame)
    _check_header(instruction, frame)
    observer = transaction.observer
    if observer is not None:
        observer.begin(instruction, frame)
    with suppress(Returned):
        execute(instruction.body, frame)
    if observer is not None:
        observer.end(instruction, frame)
    for state in states:
        state.store()


def open_roles(item: Instruction | View, action: Action | RoleIndices, frame: Frame) -> Iterable[RoleState]:
    """Locates the roles, checks each and puts them into the frame: each resource once, in header order."""
    transaction = frame.transaction
    states: dict[int, RoleState] = {}
    located: list[tuple[Role, RoleState]] = []
    for role in item.roles:
        indices = action.lists[role.name] if role.many is not None else (_locate(role, action, transaction),)
        layout = transaction.layout.resources[role.resource]
        for index in indices:
            # Roles that may alias share one state, so that a write through one is seen through the other.
            state = states.get(index)
            if state is None:
                state = states[index] = RoleState(layout, transaction.resources[index], index)
            located.append((role, state))
        if role.many is None:
            frame.roles[role.name] = located[-1][1]
        else:
            frame.lists[role.name] = [state for at, state in located if at is role]
    if len(states) < len(located) and isinstance(item, Instruction):
        _check_aliases(item, located)
    for role, state in located:
        _check_role(role, state, frame)
    return states.values()


def _check_header(instruction: Instruction, frame: Frame) -> None:
    if instruction.auth is not None and not _authorized(instruction.auth, frame):
        raise predeclared("NotAuthorized")
    if instruction.after is not None:
        score = evaluate(instruction.after, frame)
        if not is_after(frame.transaction.rest_preimage, score):
            raise predeclared("BeforeScore")
    for condition in instruction.conditions:
        if not evaluate(condition.condition, frame):
            raise failure(condition.error, frame)


def _locate(role: Role, action: Action | RoleIndices, transaction: TransactionContext) -> int:
    if role.indexed:
        return action.indices[role.name]
    assert isinstance(role.address, LabelAddress)
    wanted = program_resource_id(role.address.label)
    for index, resource in enumerate(transaction.resources):
        if resource.id == wanted:
            return index
    raise predeclared("MissingResource")


def _check_aliases(instruction: Instruction, located: list[tuple[Role, RoleState]]) -> None:
    for (first, one), (second, other) in combinations(located, 2):
        if one is other and frozenset({first.name, second.name}) not in instruction.may_alias:
            raise predeclared("Aliased")


def _check_role(role: Role, state: RoleState, frame: Frame) -> None:
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
            return _unlocked(frame.roles[auth.role], authority)
        case AuthMany():
            members = frame.lists[auth.role]
            wanted = len(members) if auth.threshold is None else auth.threshold
            return bool(members) and sum(_unlocked(state, authority) for state in members) >= wanted
        case AuthKey():
            key = frame.program.constant(auth.key).value
            return isinstance(key, bytes) and authority.signed_by(frame.roles[auth.role].index, key)
        case AuthAll():
            return all(_authorized(part, frame) for part in auth.parts)
        case AuthAny():
            return any(_authorized(part, frame) for part in auth.parts)
        case _:
            return sum(_authorized(part, frame) for part in auth.parts) >= auth.threshold


def _unlocked(state: RoleState, authority: Authority) -> bool:
    name = state.layout.resource.lock_field
    lock = state.values.get(name) if name else None
    return isinstance(lock, bytes) and authority.unlocks(state.index, decode_lock(lock))
