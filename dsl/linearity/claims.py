"""One L1 output is one deposit: it is claimed once on every path, whatever covenant it is asked of.

The guest refuses a second claim in any case; what always fails is said here, before anyone runs into it.
"""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.frozen import record
from vprog.dsl.program.dump_expressions import dump_expression
from vprog.dsl.program.expressions import Claim, Convert, Expression, FieldRef, LocalRef
from vprog.dsl.program.statements import (
    AssignField,
    AssignLocal,
    Block,
    For,
    ForEach,
    ForRoles,
    If,
    Inline,
    Let,
    Return,
    Statement,
)
from vprog.dsl.program.walk import blocks, evaluated, expressions, statements
from vprog.dsl.source.span import Span


@record
class Output:
    """Which output: its text, and the names that its value hangs on (`role.field` for a field)."""

    text: str
    names: frozenset[str]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Output) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


@record
class Turns:
    """A loop around the place at hand that may turn more than once, and what differs from turn to turn."""

    span: Span
    varies: frozenset[str]


State = dict[Output, Span]
"""What may be claimed already, and where."""


def check(body: Block, bag: DiagnosticBag) -> None:
    """VP0910 in one body."""
    if any(isinstance(node, Claim) for statement in statements(body) for node in evaluated(statement)):
        _Paths(bag).block(body, {}, ())


class _Paths:
    def __init__(self, bag: DiagnosticBag) -> None:
        self._bag = bag
        self._named: dict[str, Output] = {}

    def block(self, block: Block, before: State, loops: tuple[Turns, ...]) -> State | None:
        """What is claimed behind a block, or None when every path returned."""
        state: State | None = dict(before)
        for statement in block.statements:
            for node in evaluated(statement):
                if isinstance(node, Claim):
                    self._claim(node, state, loops)
            state = self._behind(statement, state, loops)
            if state is None:
                return None
        return state

    def _claim(self, node: Claim, state: State, loops: tuple[Turns, ...]) -> None:
        from vprog.dsl.rules import vp0910_output_claimed_twice as twice

        output = self._output(node.output)
        first = state.get(output)
        around = next((loop for loop in loops if not loop.varies & output.names), None)
        if first is not None:
            twice.report(self._bag, node.span, f"`{output.text}`", first, loop=False)
        elif around is not None:
            twice.report(self._bag, node.span, f"`{output.text}`", around.span, loop=True)
        state[output] = node.span

    def _behind(self, statement: Statement, state: State, loops: tuple[Turns, ...]) -> State | None:
        match statement:
            case Let() if not statement.mutable:
                self._named[statement.name] = self._output(statement.value)
                return state
            case AssignLocal() | AssignField():
                return _without(state, frozenset((_assigned(statement),)))
            case Return():
                return None
            case For() | ForEach() | ForRoles():
                varies = _varying(statement)
                many = not isinstance(statement, For) or statement.high - statement.low > 1
                inner = (*loops, Turns(statement.span, varies)) if many else loops
                end = self.block(statement.body, state, inner)
                return state if end is None else _without(end, varies)
            case Inline():
                return self.block(statement.body, state, loops)
            case _:
                return self._branches(statement, state, loops)

    def _branches(self, statement: Statement, state: State, loops: tuple[Turns, ...]) -> State | None:
        inner = blocks(statement)
        if not inner:
            return state
        ends = [self.block(block, state, loops) for block in inner]
        if isinstance(statement, If) and len(inner) == 1:
            ends.append(state)
        reached = [end for end in ends if end is not None]
        return {output: place for end in reached for output, place in end.items()} if reached else None

    def _output(self, value: Expression) -> Output:
        while isinstance(value, Convert):
            value = value.value
        if isinstance(value, LocalRef) and value.name in self._named:
            return self._named[value.name]
        names: set[str] = set()
        for part in expressions(value):
            if isinstance(part, LocalRef):
                names |= self._named[part.name].names if part.name in self._named else {part.name}
            elif isinstance(part, FieldRef):
                names |= {part.role, f"{part.role}.{part.field}"}
        return Output(dump_expression(value), frozenset(names))


def _assigned(statement: AssignLocal | AssignField) -> str:
    return statement.name if isinstance(statement, AssignLocal) else f"{statement.role}.{statement.field}"


def _varying(loop: For | ForEach | ForRoles) -> frozenset[str]:
    """What may differ from turn to turn: the loop's name, and all that its body binds or assigns."""
    found = {loop.name}
    for statement in statements(loop.body):
        if isinstance(statement, AssignLocal | AssignField):
            found.add(_assigned(statement))
        elif isinstance(statement, Let | For | ForEach | ForRoles):
            found.add(statement.name)
    return frozenset(found)


def _without(state: State, names: frozenset[str]) -> State:
    return {output: place for output, place in state.items() if not output.names & names}
