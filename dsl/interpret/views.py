"""Answers a `view`: a typed read-only query over a state."""

from __future__ import annotations

from collections.abc import Mapping

from vprog.dsl.interpret.action import RoleIndices, open_roles
from vprog.dsl.interpret.calls import Lists, State, addresses
from vprog.dsl.interpret.execute import execute
from vprog.dsl.interpret.frame import Frame, TransactionContext
from vprog.dsl.layout.codec import Value
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.program.declarations import Program, View
from vprog.wire.access import AccessMetadata
from vprog.wire.authority import Authority
from vprog.wire.resource import Resource
from vprog.wire.sinks import DepositSink, ExitSink


def view(
    program: Program | ProgramLayout,
    name: str,
    arguments: Mapping[str, Value],
    roles: Mapping[str, bytes],
    state: State,
    lists: Lists | None = None,
) -> Value:
    """The view's answer. `roles` are addresses of 32 bytes; those that are constant or follow from the arguments may
    be left out. One resource may stand in several roles.

    Raises Failure (NotLive, WrongAddress, WrongKind, CorruptResource, or an error of the body), CallError for a role
    without an address, KeyError when there is no such view."""
    layout = program if isinstance(program, ProgramLayout) else ProgramLayout(program)
    item = _find(layout.program, name)
    found = addresses(layout, item, arguments, roles, state, lists)
    places: list[bytes] = []
    indices: dict[str, int] = {}
    members: dict[str, tuple[int, ...]] = {}
    for role in item.roles:
        own = (found[role.name],) if role.many is None else tuple((lists or {}).get(role.name, ()))
        numbers = tuple(range(len(places), len(places) + len(own)))
        places += own
        if role.many is None:
            indices[role.name] = numbers[0]
        else:
            members[role.name] = numbers
    resources = [Resource(AccessMetadata(place), i, state.get(place, b"")) for i, place in enumerate(places)]
    context = TransactionContext(layout, resources, b"", Authority(), ExitSink(), DepositSink())
    frame = Frame(layout.program, context, {}, dict(arguments))
    open_roles(item, RoleIndices(indices, members), frame)
    execute(item.body, frame)
    return frame.result


def _find(program: Program, name: str) -> View:
    for item in program.views:
        if item.name == name:
            return item
    raise KeyError(name)
