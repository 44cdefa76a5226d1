"""No stale views: a value read from a role before something else changes the role is not stored back afterwards.

The state says of every local which fields it depends on, and where each was read. Stale is what was read from a field
before a call that writes it, and before a statement that writes it under another name of what may be the same resource.
Whoever stores such a value undoes what was done in between; what is only added to a field, or taken from it, undoes
nothing.
"""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.table import CHANGES, Effect, block_effects, statement_effects
from vprog.dsl.frozen import replace
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.expressions import Expression, Mint, Take
from vprog.dsl.program.statements import (
    AssignField,
    AssignLocal,
    Block,
    Create,
    For,
    ForEach,
    ForRoles,
    If,
    Inline,
    Let,
    MatchEnum,
    MatchOption,
    MatchVariant,
    Require,
    Return,
    Statement,
    Unpack,
    Yield,
)
from vprog.dsl.program.walk import blocks, evaluated, statements, values
from vprog.dsl.stale.names import Names
from vprog.dsl.stale.views import NONE, Made, State, View, change, either, set_to, shape, views

_LOOPS = (For, ForEach, ForRoles)
_USES = (AssignField, Create, Require, If, MatchEnum, MatchOption, MatchVariant)
"""Statements whose values are kept, or decide something."""


def whole(program: Program, bag: DiagnosticBag) -> None:
    """VP0524 in functions."""
    for function in program.functions:
        if function.body is not None and _calls(function.body):
            _Flow(bag, Names()).block(function.body, {}, None)


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """VP0524 in an instruction."""
    names = Names(instruction)
    if names.any or _calls(instruction.body):
        _Flow(bag, names).block(instruction.body, {}, None)


def _calls(body: Block) -> bool:
    return any(isinstance(node, Inline) for node in statements(body))


class _Flow:
    def __init__(self, bag: DiagnosticBag, names: Names) -> None:
        self._bag = bag
        self._names = names
        self._made: Made = {}

    def block(self, block: Block, state: State, result: str | None) -> bool:
        """Changes the state as the block does; whether anything can follow."""
        return all(self._statement(statement, state, result) for statement in block.statements)

    def _statement(self, node: Statement, state: State, result: str | None) -> bool:
        if isinstance(node, AssignField):
            self._stored(node, state)
        if self._names.any:
            self._used(node, state)
        self._bound(node, state, result)
        for effect in statement_effects(node) if self._names.any else ():
            self._written(node, effect, state)
        if isinstance(node, Inline):
            goes_on = self.block(node.body, state, node.name)
            self._called(node, state)
            return goes_on
        return not isinstance(node, Return) and self._nested(node, state, result)

    def _bound(self, node: Statement, state: State, result: str | None) -> None:
        match node:
            case Let():
                state[node.name] = views(node.value, state)
                self._made.pop(node.name, None)
                if not node.mutable:
                    self._made[node.name] = node.value
            case AssignLocal():
                state[node.name] = views(node.value, state)
            case Unpack():
                state.update((name, views(node.value, state)) for name in node.names)
            case Yield() if result is not None and node.value is not None:
                state[result] = state.get(result, NONE) | views(node.value, state)
            case MatchOption():
                state[node.binding] = views(node.option, state)
            case MatchVariant():
                found = views(node.subject, state)
                state.update((name, found) for arm in node.arms for name in arm.bindings)
            case ForEach():
                state[node.name] = views(node.subject, state)
            case _:
                pass

    def _nested(self, node: Statement, state: State, result: str | None) -> bool:
        inner = blocks(node)
        if not inner:
            return True
        loop = isinstance(node, _LOOPS)
        ends = [dict(state)] if loop or (isinstance(node, If) and node.otherwise is None) else []
        for nested in inner:
            end = dict(state)
            for _ in range(2 if loop else 1):  # what one turn reads may be stale in the next
                if isinstance(node, ForRoles):
                    change(end, lambda view: None if view.role == node.name else view)  # another resource by now
                if not self.block(nested, end, result):
                    break
                ends.append(dict(end))
        if ends:
            state.clear()
            state.update(either(ends))
        return bool(ends)

    def _called(self, node: Inline, state: State) -> None:
        """What the call itself read last is what it leaves behind: only reads before it become stale."""
        effects = tuple(block_effects(node.body))
        written = {(effect.role, effect.field) for effect in effects if effect.kind in CHANGES}
        inside = {(effect.role, effect.span) for effect in effects}

        def after(view: View) -> View:
            changed = (view.role, view.field) in written or (view.role, None) in written
            if changed and view.wrote is None and (view.role, view.read) not in inside:
                return replace(view, wrote=node.span)
            return view

        change(state, after)

    def _written(self, node: Statement, effect: Effect, state: State) -> None:
        """What was read from the field under another name becomes stale."""
        role, field = effect.role, effect.field
        if effect.kind not in CHANGES or role is None or field is None:
            return
        others = self._names.others(role, node)
        lost = isinstance(node, AssignField) and not any(
            view.wrote is None and (view.role, view.field) == (role, field) for view in views(node.value, state)
        )
        value = shape(node.value, self._made) if isinstance(node, AssignField) else None

        def after(view: View) -> View | None:
            if view.field != field:
                return view
            if view.role in others and view.wrote is None:
                return replace(view, wrote=node.span, writer=role, value=value)
            if view.role in others and view.aliased and view.value != value:
                return replace(view, value=None)
            if view.role == role and view.aliased and lost and view.lost is None:
                return self._twice(replace(view, lost=node.span))
            return view

        if len(self._names.group(role)) > 1:
            change(state, after)

    def _stored(self, node: AssignField, state: State) -> None:
        from vprog.dsl.rules.vp0524_stale_view import of_another_name, report

        group, place = self._names.group(node.role), (node.role, node.field)
        found, value = views(node.value, state), shape(node.value, self._made)
        for view in _in_order(found):
            if view.wrote is not None and not view.aliased and view.role in group:
                report(self._bag, node.span, node.role, node.field, view.read, view.wrote)
                return self._told(view, state)
        # Where the other name was set to the very same, nothing is undone.
        same = {view for view in found if (view.role, view.field) == place and view.value == value is not None}
        change(state, lambda view: None if view in same else view)
        for view in _in_order(set_to(node.value, place, state, self._made)):
            if view.wrote is not None and view.writer is not None and view.role == node.role:
                of_another_name(self._bag, node.span, place, view.role, view.field, view.writer, view.read, view.wrote)
                return self._told(view, state)
        return None

    def _used(self, node: Statement, state: State) -> None:
        """What is stale and kept, moved or asked about counts once: not if the field is set to something else too."""
        used: list[Expression] = list(values(node)) if isinstance(node, _USES) else []
        used += [part.amount for part in evaluated(node, errors=False) if isinstance(part, Take | Mint)]
        found = {view: value.span for value in used for view in views(value, state) if view.aliased and not view.used}
        if found:
            change(state, lambda view: self._twice(replace(view, used=found[view])) if view in found else view)

    def _twice(self, view: View) -> View | None:
        """The view, unless it was both used and overwritten, which is reported."""
        if view.used is None or view.lost is None or view.wrote is None or view.writer is None:
            return view
        from vprog.dsl.rules.vp0524_stale_view import counted_twice

        counted_twice(self._bag, view.used, view.role, view.field, view.writer, view.read, view.wrote, view.lost)
        return None

    def _told(self, told: View, state: State) -> None:
        """One cause, one finding."""
        change(state, lambda view: None if (view.role, view.wrote) == (told.role, told.wrote) else view)


def _in_order(found: frozenset[View]) -> list[View]:
    return sorted(found, key=lambda view: view.read.start)
