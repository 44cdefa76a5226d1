"""Checks what a program promises of its actions: `ensures` clauses and invariants, after every action of a test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vprog.dsl.interpret.evaluate import evaluate
from vprog.dsl.interpret.failure import Failure
from vprog.dsl.interpret.frame import Frame
from vprog.dsl.interpret.literals import literal
from vprog.dsl.interpret.slots import Life, RoleState
from vprog.dsl.layout.codec import Value
from vprog.dsl.layout.model import ResourceLayout
from vprog.dsl.program import expressions as e
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.types import BoolType, integer_of
from vprog.dsl.program.walk import operands
from vprog.dsl.source.span import Span

SELF = "self"
"""The role under which an invariant of a resource names its fields."""


class Violation(Exception):  # noqa: N818 - a verdict on the program, not a fault of the checker
    """A promise that did not hold: where it is written, and the values it was about."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.span = span


class _Fields(dict[str, Value]):
    """The fields of a role; of one that is not live, numbers are 0 and flags false."""

    def __init__(self, layout: ResourceLayout, values: dict[str, Value]) -> None:
        super().__init__(values)
        self.layout = layout

    def __missing__(self, name: str) -> Value:
        type_ = self.layout.resource.field(name).type
        if integer_of(type_) is not None:
            return 0
        if isinstance(type_, BoolType):
            return False
        raise KeyError(name)


class Promises:
    """The checks of one program. `begin` and `end` stand around the body of every action."""

    def __init__(self, program: Program) -> None:
        self._of_instructions: dict[str, list[tuple[str, Expression]]] = {}
        self._of_resources: dict[str, list[tuple[str, Expression]]] = {}
        for instruction in program.instructions:
            for condition in instruction.ensures:
                self._of_instructions.setdefault(instruction.name, []).append(("`ensures`", condition))
        for invariant in program.invariants:
            for name, condition in invariant.conditions:
                target = self._of_instructions if invariant.resource is None else self._of_resources
                target.setdefault(name, []).append((f'invariant "{invariant.name}"', condition))

    def begin(self, instruction: Instruction, frame: Frame) -> None:
        """Keeps what `old` will ask for."""
        if instruction.name in self._of_instructions:
            frame.before = _snapshot(frame)

    def end(self, instruction: Instruction, frame: Frame) -> None:
        """Raises Violation."""
        conditions = self._of_instructions.get(instruction.name)
        if conditions:
            after = _snapshot(frame)
            after.before = frame.before
            for what, condition in conditions:
                _hold(f"{what} of `{instruction.name}`", condition, after)
        if self._of_resources:
            named = list(frame.roles.items())
            members = [(f"{name}[{i}]", state) for name, many in frame.lists.items() for i, state in enumerate(many)]
            for name, state in (*named, *members):
                self.resource(f"`{name}` after `{instruction.name}`", state, frame)

    def resource(self, what: str, state: RoleState, frame: Frame) -> None:
        """The invariants of one resource. Raises Violation."""
        if state.life is not Life.LIVE:
            return
        for invariant, condition in self._of_resources.get(state.layout.resource.name, ()):
            own = Frame(frame.program, frame.transaction, {SELF: state}, {})
            _hold(f"{invariant} of {what}", condition, own)


def _snapshot(frame: Frame) -> Frame:
    copies: dict[int, RoleState] = {}

    def copy(state: RoleState) -> RoleState:
        if id(state) not in copies:
            made = RoleState(state.layout, state.resource, state.index)
            made.life, made.values = state.life, _Fields(state.layout, state.values)
            copies[id(state)] = made
        return copies[id(state)]

    roles = {name: copy(state) for name, state in frame.roles.items()}
    lists = {name: [copy(state) for state in many] for name, many in frame.lists.items()}
    return Frame(frame.program, frame.transaction, roles, frame.parameters, lists=lists)


def _hold(what: str, condition: Expression, frame: Frame) -> None:
    try:
        holds = evaluate(condition, frame)
    except Failure as failure:
        raise Violation(condition.span, f"{what} cannot be computed: it fails with `{failure.name}`") from None
    except KeyError:
        raise Violation(condition.span, f"{what} reads a field of a resource that is not live") from None
    if not holds:
        raise Violation(condition.span, f"{what} does not hold{values_of(condition, frame)}")


def values_of(condition: Expression, frame: Frame) -> str:
    """`: source.balance is 5, old(source.balance) is 7`: what the names in a condition stand for, or nothing."""
    shown: dict[str, str] = {}
    for text, leaf, at in _leaves(condition, frame, old=False):
        if text not in shown:
            try:
                shown[text] = literal(leaf.type, evaluate(leaf, at))
            except (Failure, KeyError, AssertionError):
                continue
    return ": " + ", ".join(f"{text} is {value}" for text, value in shown.items()) if shown else ""


def _leaves(node: Any, frame: Frame, *, old: bool) -> Iterator[tuple[str, Expression, Frame]]:
    match node:
        case e.FieldRef():
            text = node.field if node.role == SELF else f"{node.role}.{node.field}"
        case e.ParamRef() | e.LocalRef():
            text = node.name
        case e.RoleCount():
            text = f"{node.role}.len"
        case e.Old() if frame.before is not None:
            yield from _leaves(node.value, frame.before, old=True)
            return
        case _:
            inner: Iterable[Any] = operands(node) if isinstance(node, e.Expression) else ()
            for operand in inner:
                yield from _leaves(operand, frame, old=old)
            return
    yield (f"old({text})" if old else text), node, frame
