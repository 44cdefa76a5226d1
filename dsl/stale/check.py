"""No stale views: a value read from a role before a call that changes the role is not stored back into it afterwards.

The state says of every local which fields it depends on, and where each was read. A call that changes a role makes
what was read from it before stale; whoever stores such a value into the role undoes what the call did.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.table import CHANGES, block_effects
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.expressions import CoinsValue, Expression, FieldRef, LocalRef
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import (
    AssignField,
    AssignLocal,
    Block,
    For,
    ForEach,
    ForRoles,
    Inline,
    Let,
    MatchOption,
    MatchVariant,
    Statement,
    Unpack,
    Yield,
)
from vprog.dsl.program.walk import blocks, operands
from vprog.dsl.source.span import Span


@frozen
class View:
    """A read of a role; `call`: the call that changed the role since."""

    role: str
    read: Span
    call: Span | None = None


Views = frozenset[View]
State = dict[str, Views]
NONE: Views = frozenset()


def whole(program: Program, bag: DiagnosticBag) -> None:
    """VP0524 in functions."""
    for function in program.functions:
        if function.body is not None and _calls(function.body):
            _Flow(bag, {}).block(function.body, {}, None)


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """VP0524 in an instruction."""
    if _calls(instruction.body):
        _Flow(bag, _one_resource(instruction)).block(instruction.body, {}, None)


def _one_resource(instruction: Instruction) -> dict[str, frozenset[str]]:
    """By role, which others may be the same resource: what `may_alias` names, and members of loops over one list."""
    lists = members(instruction.body)
    own = {name: frozenset({name, *groups}) for name, groups in _groups(instruction).items()}
    names = (*(role.name for role in instruction.roles), *lists)
    found: dict[str, frozenset[str]] = {}
    for name in names:
        around = own.get(lists.get(name, name), frozenset({lists.get(name, name)}))
        found[name] = frozenset(other for other in names if lists.get(other, other) in around)
    return found


def _groups(instruction: Instruction) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for group in instruction.may_alias:
        for name in group:
            found.setdefault(name, set()).update(group)
    return found


def _calls(body: Block) -> bool:
    return any(isinstance(node, Inline) or any(map(_calls, blocks(node))) for node in body.statements)


class _Flow:
    def __init__(self, bag: DiagnosticBag, one_resource: Mapping[str, frozenset[str]]) -> None:
        self._bag = bag
        self._one_resource = one_resource

    def block(self, block: Block, state: State, result: str | None) -> None:
        """Changes the state as the block does. Branches add up: a value is stale when it is on some path."""
        for statement in block.statements:
            self._statement(statement, state, result)

    def _statement(self, node: Statement, state: State, result: str | None) -> None:
        match node:
            case Let():
                state[node.name] = _views(node.value, state)
            case AssignLocal():
                state[node.name] = _views(node.value, state) | state.get(node.name, NONE)
            case Unpack():
                state.update((name, _views(node.value, state)) for name in node.names)
            case Yield() if result is not None and node.value is not None:
                state[result] = state.get(result, NONE) | _views(node.value, state)
            case AssignField():
                self._stored(node, state)
            case MatchOption():
                state[node.binding] = _views(node.option, state)
            case MatchVariant():
                found = _views(node.subject, state)
                state.update((name, found) for arm in node.arms for name in arm.bindings)
            case ForEach():
                state[node.name] = _views(node.subject, state)
            case _:
                pass
        if isinstance(node, Inline):
            self.block(node.body, state, node.name)
            self._called(node, state)
        else:
            self._nested(node, state, result)

    def _nested(self, node: Statement, state: State, result: str | None) -> None:
        inner = blocks(node)
        ends: list[State] = []
        for nested in inner:
            end = dict(state)
            self.block(nested, end, result)
            if isinstance(node, For | ForEach | ForRoles):  # what one turn reads may be stale in the next
                self.block(nested, end, result)
            ends.append(end)
        for end in ends:
            for name, views in end.items():
                state[name] = state.get(name, NONE) | views

    def _called(self, node: Inline, state: State) -> None:
        """What the call itself read last is what it leaves behind: only reads before it become stale."""
        written = {effect.role for effect in block_effects(node.body) if effect.kind in CHANGES and effect.role}
        changed = {role for name in written for role in self._one_resource.get(name, (name,))}
        inside = {(effect.role, effect.span) for effect in block_effects(node.body)}
        for name, views in state.items():
            if any(view.role in changed and view.call is None for view in views):
                state[name] = frozenset(
                    View(view.role, view.read, node.span)
                    if view.role in changed and view.call is None and (view.role, view.read) not in inside
                    else view
                    for view in views
                )

    def _stored(self, node: AssignField, state: State) -> None:
        from vprog.dsl.rules import vp0524_stale_view

        views = sorted(_views(node.value, state), key=lambda view: view.read.start)
        for view in views:
            if view.call is not None and view.role in self._one_resource.get(node.role, (node.role,)):
                vp0524_stale_view.report(self._bag, node.span, node.role, node.field, view.read, view.call)
                return


def _views(root: Expression, state: State) -> Views:
    match root:
        case FieldRef():
            return frozenset({View(root.role, root.span)})
        case LocalRef():
            return state.get(root.name, NONE)
        case CoinsValue():
            return state.get(root.coins, NONE)
        case _:
            found = NONE
            for operand in operands(root):
                found |= _views(operand, state)
            return found
