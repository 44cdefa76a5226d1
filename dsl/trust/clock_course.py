"""An instruction as what happens to times in it: comparisons, differences and stores, in order (rule 13)."""

from __future__ import annotations

from vprog.dsl.effects.table import Kind, block_effects
from vprog.dsl.frozen import record, replace
from vprog.dsl.newest import lately
from vprog.dsl.program.conditions import Conditions, conditions_of
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.expressions import After, Binary, BinaryOp, Expression, LocalRef, Not
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
    MatchOption,
    MatchVariant,
    Migrate,
    Require,
    Return,
    Statement,
    Unpack,
    VariantArm,
    Yield,
)
from vprog.dsl.program.types import BOOL, BoolType, EnumType, Type
from vprog.dsl.program.walk import blocks, operands, statements, values
from vprog.dsl.trust.clock_events import LATER_FIRST, ORDER, SAME, Compared, Event, Side, Stored
from vprog.dsl.trust.clock_moments import NONE, Env, Moments, Reader, key
from vprog.dsl.trust.clock_names import held_units, may_say_clock


@record
class _Place:
    """Where a condition stands, and whether it must hold (None: it is only computed)."""

    holds: bool | None
    facts: Conditions
    either: Conditions
    guarded: frozenset[Kind]
    demanded: bool = False


class Course:
    """Goes through one instruction; `events` lists what happens."""

    def __init__(self, instruction: Instruction, held: frozenset[str]) -> None:
        self.known = conditions_of(instruction)
        self.reader = Reader(self.known, held)
        self.events: list[Event] = []
        self._instruction = instruction
        self._everything = _kinds(instruction.body)
        self._env: Env = {}
        self._result: str | None = None
        asked = instruction.after
        self._header: Conditions = () if asked is None else (After(asked.span, BOOL, asked),)
        for where in instruction.conditions:
            facts = (*self._header, *self.known.always)
            self._condition(where.condition, _Place(True, facts, facts, self._everything, True))
        self._block(instruction.body)

    def _block(self, block: Block) -> None:
        for statement in block.statements:
            self._looked_at(statement)
            self._does(statement)
            self._nested(statement)

    def _nested(self, statement: Statement) -> None:
        around, before = self._result, dict(self._env)
        if isinstance(statement, Inline):
            self._result = statement.name
            self._block(statement.body)
            self._result = around
            return
        ends: list[Env] = []
        inner = blocks(statement)
        loops = isinstance(statement, For | ForEach | ForRoles)
        for place, nested in enumerate(inner * (2 if loops else 1)):  # what one turn leaves decides in the next
            if isinstance(statement, MatchVariant):
                self._call(statement.subject.type, statement.arms[place])
            if isinstance(statement, ForRoles):
                self._env = {n: m for n, m in self._env.items() if not n.startswith(f"@{statement.name}.")}
            self._block(nested)
            if not any(isinstance(last, Return) for last in nested.statements):
                ends.append(self._env)
            if not loops:
                self._env = dict(before)
        if loops or (isinstance(statement, If) and statement.otherwise is None):
            ends.append(before)
        if inner and ends:
            self._env = _joined(ends)

    def _facts(self, statement: Statement) -> Conditions:
        return (*self._header, *self.known.at(statement))

    def _looked_at(self, statement: Statement) -> None:
        facts = self._facts(statement)
        match statement:
            case Require():
                self._condition(statement.condition, _Place(True, facts, facts, self._everything, True))
            case If():
                for holds in (True, False):
                    self._condition(statement.condition, _Place(holds, facts, facts, self._guarded(statement, holds)))
            case _:
                for value in values(statement):
                    self._condition(value, _Place(None, facts, facts, self._everything))

    def _guarded(self, statement: If, holds: bool) -> frozenset[Kind]:
        """What is done only behind one outcome: its block, and everything else when the other one may return."""
        own, other = (statement.then, statement.otherwise) if holds else (statement.otherwise, statement.then)
        if other is not None and any(isinstance(inner, Return) for inner in statements(other)):
            return self._everything
        return frozenset() if own is None else _kinds(own)

    def _condition(self, node: Expression, place: _Place) -> None:
        match node:
            case Not():
                self._condition(node.operand, replace(place, holds=None if place.holds is None else not place.holds))
            case Binary() if node.op in (BinaryOp.AND, BinaryOp.OR):
                self._both(node, place)
            case LocalRef() if isinstance(node.type, BoolType) and place.holds is not None:
                if node.name in self.known.values:
                    self._condition(self.known.values[node.name], place)
            case _:
                for operand in operands(node):
                    self._condition(operand, replace(place, holds=None, demanded=False))
                if isinstance(node, Binary):
                    self._compare(node, place)

    def _both(self, node: Binary, place: _Place) -> None:
        """Of `a and b` either one holds where the other does; of `a or b` neither does where the other does not."""
        together = node.op is BinaryOp.AND
        for side, other in ((node.left, node.right), (node.right, node.left)):
            more = self.known.parts(other, together)
            facts = (*place.facts, *more) if place.holds in (None, together) else place.facts
            demanded = place.demanded and place.holds is together
            self._condition(side, replace(place, facts=facts, either=(*place.either, *more), demanded=demanded))

    def _compare(self, node: Binary, place: _Place) -> None:
        if node.op not in (*ORDER, *SAME, BinaryOp.SUBTRACT):
            return
        sides = [Side(value, self.reader.moments(value, self._env)) for value in (node.left, node.right)]
        if node.op in ORDER and (node.op in LATER_FIRST) == (place.holds is False):
            sides.reverse()
        self.events.append(Compared(node, sides[0], sides[1], place.facts, place.either, place.guarded, place.demanded))

    def _does(self, statement: Statement) -> None:
        env, reader = self._env, self.reader
        match statement:
            case Let():
                env[statement.name] = self._taken(statement, statement.value)
            case AssignLocal():
                env[statement.name] = self._outlives(self._taken(statement, statement.value))
            case Unpack():
                env.update((name, reader.moments(statement.value, env)) for name in statement.names)
            case Yield() if self._result is not None and statement.value is not None:
                env[self._result] = env.get(self._result, NONE) | self._taken(statement, statement.value)
            case MatchOption():
                env[statement.binding] = reader.moments(statement.option, env)
            case MatchVariant():
                self._bind([name for arm in statement.arms for name in arm.bindings], statement.subject)
            case ForEach():
                self._bind([statement.name], statement.subject)
            case AssignField():
                self._store(statement, statement.role, statement.field, statement.value)
            case Create() | Migrate():
                for field, value in statement.fields:
                    self._store(statement, statement.role, field, value)
            case _:
                pass

    def _taken(self, statement: Statement, value: Expression) -> Moments:
        """What a value is made of that goes elsewhere, with what is known of it here."""
        of = self.reader.moments(value, self._env)
        return replace(of, past=of.past | (self.reader.shown(self._facts(statement)) & set(of.given)))

    def _outlives(self, of: Moments) -> Moments:
        """What a `var` takes from this turn of a loop is not what the same name stands for in the next one."""
        other = {path: f"~{path}" for path in of.given if path.split(".")[0].split("[")[0] in self.reader.bound}
        given = {other.get(path, path): replace(one, path=other.get(path, path)) for path, one in of.given.items()}
        return replace(of, given=given, past=frozenset(other.get(path, path) for path in of.past))

    def _bind(self, names: list[str], subject: Expression) -> None:
        """A part of a parameter is a parameter by another name; a part of anything else is made of the same."""
        whole = self.reader.moments(subject, self._env)
        for name in names:
            self._env[name] = whole
            if len(whole.given) == 1 and not whole.stored:
                self.reader.bound[name] = next(iter(whole.given.values())).parameter

    def _call(self, enum: Type, arm: VariantArm) -> None:
        """In this arm, the payload may say of a part what the pattern does not."""
        if not isinstance(enum, EnumType):
            return
        for name, (field, _) in zip(arm.bindings, enum.payload(arm.variants[0]), strict=False):
            self.reader.called[name] = field if may_say_clock(field) and not may_say_clock(name) else ""

    def _store(self, statement: AssignField | Create | Migrate, role: str, field: str, value: Expression) -> None:
        of = self._taken(statement, value)
        resource = statement.resource if isinstance(statement, Migrate) else self._instruction.role(role).resource
        created = not isinstance(statement, AssignField)
        self.events.append(Stored(role, resource, field, value, of, self._facts(statement), created))
        self._env[key(role, field)] = of
        for same in self._instruction.may_alias:
            for other in same - {role} if role in same else ():
                self._env[key(other, field)] = replace(of, unchanged=True)


def course_of(program: Program, instruction: Instruction) -> Course:
    """The course of an instruction."""
    held = held_units(program)
    courses = _courses(instruction)
    if held not in courses:
        courses[held] = Course(instruction, held)
    return courses[held]


@lately  # asked for the instruction alone, and again with all others
def _courses(instruction: Instruction) -> dict[frozenset[str], Course]:
    """Those that were made, by what is held in the program: it may be another one with the same instruction."""
    return {}


def _kinds(block: Block) -> frozenset[Kind]:
    return frozenset(effect.kind for effect in block_effects(block))


def _joined(ends: list[Env]) -> Env:
    """What is known where several ways meet; a field that one of them left alone may be what it was."""
    names = dict.fromkeys(name for end in ends for name in end)
    found: Env = {}
    for name in names:
        ways = [end[name] for end in ends if name in end]
        together = ways[0]
        for way in ways[1:]:
            together |= way
        found[name] = replace(together, unchanged=True) if len(ways) < len(ends) else together
    return found
