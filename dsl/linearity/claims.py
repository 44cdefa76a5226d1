"""One L1 output is one deposit: it is claimed once on every path, whatever covenant it is asked of.

The guest refuses a second claim in any case; what always fails is said here, before anyone runs into it.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.frozen import record
from vprog.dsl.linearity.outputs import Meanings, Output, each_of, field_name, output, put_for, shown
from vprog.dsl.program.conditions import conditions_of
from vprog.dsl.program.declarations import Instruction
from vprog.dsl.program.expressions import Binary, BinaryOp, Claim, Expression, LocalRef
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
from vprog.dsl.program.types import BOOL
from vprog.dsl.program.walk import blocks, evaluated, statements
from vprog.dsl.source.span import Span

Loop = For | ForEach | ForRoles


@record
class Turns:
    """A loop around the place at hand. `many`: it may turn more than once. `varies`: what then differs. `each`: what
    its name stands for when all turns are over; None for a loop over roles, whose fields are one by one."""

    name: str
    span: Span
    many: bool
    varies: frozenset[str]
    each: Expression | None


@record
class Claimed:
    """Where an output was claimed; `always`: the loops of which every turn does so."""

    span: Span
    output: Output
    always: frozenset[str]


State = dict[str, Claimed]
"""What may be claimed already, by the key of the output."""


def check(body: Block, bag: DiagnosticBag, instruction: Instruction | None = None) -> None:
    """VP0910 in one body; of an instruction its conditions are known too."""
    if any(isinstance(node, Claim) for statement in statements(body) for node in evaluated(statement)):
        _Paths(body, bag, instruction).block(body, {})


class _Paths:
    def __init__(self, body: Block, bag: DiagnosticBag, instruction: Instruction | None) -> None:
        self._bag = bag
        self._meanings = Meanings()
        self._known = None if instruction is None else conditions_of(instruction)
        self._assigned = frozenset(map(_assigned, filter(_is_assignment, statements(body))))
        self._around: list[Turns | None] = []
        """The loops around the place at hand, outermost first; None where a branch may go around it."""

    def block(self, block: Block, before: State) -> State | None:
        """What is claimed behind a block, or None when every path returned."""
        state: State | None = dict(before)
        for statement in block.statements:
            for node in evaluated(statement):
                if isinstance(node, Claim):
                    self._claim(node, statement, state)
            state = self._behind(statement, state)
            if state is None:
                return None
        return state

    def _claim(self, node: Claim, statement: Statement, state: State) -> None:
        from vprog.dsl.rules import vp0910_output_claimed_twice as twice

        always = self._always()
        own = output(self._meanings.of(node.output))
        same = [own, *self._equal(own, statement)]
        first = next((state[key] for known in same for key in self._keys(known) if key in state), None)
        around = self._turning(own, same[1:], always)
        if first is not None:
            twice.report(self._bag, node.span, shown(own.value), first.span, loop=False)
        elif around is not None:
            twice.report(self._bag, node.span, shown(own.value), around.span, loop=True)
        for known in same:
            state[known.key] = Claimed(node.span, known, always)

    def _always(self) -> frozenset[str]:
        """The innermost loops, up to a branch."""
        found: set[str] = set()
        for loop in reversed(self._around):
            if loop is None:
                break
            found.add(loop.name)
        return frozenset(found)

    def _loops(self) -> list[Turns]:
        return [loop for loop in self._around if loop is not None]

    def _keys(self, known: Output) -> Iterator[str]:
        """Of the output itself, and of what an earlier loop through the same things has claimed in all of its turns."""
        yield known.key
        value = known.value
        for loop in reversed(self._loops()):
            if loop.each is not None:
                value = put_for(loop.name, loop.each, value)
                yield output(value).key

    def _equal(self, own: Output, statement: Statement) -> list[Output]:
        """What is known to be the same number here. Of what is written anywhere nothing is known."""
        if self._known is None:
            return []
        pairs: list[tuple[Output, Output]] = []
        for condition in self._known.at(statement):
            if isinstance(condition, Binary) and condition.op is BinaryOp.EQUAL:
                left, right = (output(self._meanings.of(side)) for side in (condition.left, condition.right))
                if not (left.names | right.names) & self._assigned:
                    pairs.append((left, right))
        found = {own.key: own}
        for _ in pairs:  # each round finds at least one more, or no round does
            for left, right in pairs:
                if left.key in found or right.key in found:
                    found |= {left.key: left, right.key: right}
        return [known for key, known in found.items() if key != own.key]

    def _turning(self, own: Output, equal: list[Output], always: frozenset[str]) -> Turns | None:
        """The outermost loop that claims this in each of its turns."""
        loops = self._loops()
        for place, loop in enumerate(loops):
            if not loop.many:
                continue
            # An equality that holds in some turns alone makes no two turns the same.
            for known in (own, *(equal if loop.name in always else ())):
                names = set(known.names)
                for inner in reversed(loops[place + 1 :]):  # one that claims all that it goes through, in every turn
                    if inner.name in names and inner.name in always and inner.each is not None:
                        names = names - {inner.name} | output(inner.each).names
                if not names & loop.varies:
                    return loop
        return None

    def _behind(self, statement: Statement, state: State) -> State | None:
        match statement:
            case AssignLocal() | AssignField():
                changed = frozenset((_assigned(statement),))
                self._meanings.forget(changed)
                return _without(state, changed)
            case Return():
                return None
            case For() | ForEach() | ForRoles():
                return self._loop(statement, state)
            case Inline():
                end = self.block(statement.body, state)
                self._meanings.bind(statement)
                return end
            case _:
                self._meanings.bind(statement)
                return self._branches(statement, state)

    def _loop(self, statement: Loop, state: State) -> State | None:
        varies = _varying(statement)
        self._meanings.forget(varies)
        many = not isinstance(statement, For) or statement.high - statement.low > 1
        each: Expression | None = None
        if isinstance(statement, ForEach):
            each = each_of(self._meanings.of(statement.subject))
        elif isinstance(statement, For):
            each = each_of(LocalRef(statement.span, BOOL, f"{statement.low}..{statement.high}"))
        loop = Turns(statement.name, statement.span, many, varies, each)
        self._around.append(loop)
        end = self.block(statement.body, state)
        self._around.pop()
        return state if end is None else _without(_all_turns(end, loop), varies)

    def _branches(self, statement: Statement, state: State) -> State | None:
        inner = blocks(statement)
        if not inner:
            return state
        self._around.append(None)
        ends: list[State | None] = []
        for arm, block in enumerate(inner):
            self._meanings.bind(statement, arm)
            ends.append(self.block(block, state))
        self._around.pop()
        if isinstance(statement, If) and len(inner) == 1:
            ends.append(state)
        reached = [end for end in ends if end is not None]
        return {key: claimed for end in reached for key, claimed in end.items()} if reached else None


def _all_turns(state: State, loop: Turns) -> State:
    """What each turn claimed, as all of it."""
    found: State = {}
    for key, claimed in state.items():
        if loop.each is not None and loop.name in claimed.output.names & claimed.always:
            known = output(put_for(loop.name, loop.each, claimed.output.value))
            found[known.key] = Claimed(claimed.span, known, claimed.always)
        else:
            found[key] = claimed
    return found


def _is_assignment(statement: Statement) -> bool:
    return isinstance(statement, AssignLocal | AssignField)


def _assigned(statement: Statement) -> str:
    """What an assignment changes."""
    if isinstance(statement, AssignField):
        return field_name(statement.field)
    return statement.name if isinstance(statement, AssignLocal) else ""


def _varying(loop: Loop) -> frozenset[str]:
    """What may differ from turn to turn: the loop's name, and all that its body binds or assigns."""
    found = {loop.name}
    for statement in statements(loop.body):
        if _is_assignment(statement):
            found.add(_assigned(statement))
        elif isinstance(statement, Let | For | ForEach | ForRoles):
            found.add(statement.name)
    return frozenset(found)


def _without(state: State, names: frozenset[str]) -> State:
    return {key: claimed for key, claimed in state.items() if not claimed.output.names & names}
