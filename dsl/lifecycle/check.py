"""Lifecycle on every path (rule 10): new, live, deleted, and what each of them allows.

The state of a role is the set of lives it may have at a point: one element is knowledge, two are a question that only
`match` answers. A path that has returned has no state.
"""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.check import broken_rule
from vprog.dsl.effects.infer import Inferred
from vprog.dsl.effects.table import ON_LIVE, Effect, Kind, statement_effects
from vprog.dsl.lifecycle.report import Life, Lives, Reporter
from vprog.dsl.program.declarations import Access, Instruction, Program
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import (
    Block,
    Create,
    Delete,
    For,
    ForEach,
    ForRoles,
    If,
    Inline,
    MatchRole,
    Return,
    Statement,
)
from vprog.dsl.program.walk import blocks
from vprog.dsl.source.span import Span

State = dict[str, Lives]

NEW, LIVE, DELETED = frozenset({Life.NEW}), frozenset({Life.LIVE}), frozenset({Life.DELETED})
MADE = frozenset({Life.MADE})


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """Follows every path of the body; VP0801 to VP0811."""
    _Paths(program, instruction, bag).run()


class _Paths:
    def __init__(self, program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
        self._instruction = instruction
        self._lists = members(instruction.body)
        self._report = Reporter(program, instruction, bag)

    def run(self) -> None:
        state: State = {}
        for role in self._instruction.roles:
            new = role.access is Access.CREATES
            state[role.name] = NEW if new else NEW | LIVE if role.or_creates else LIVE
        for effect in Inferred(self._instruction).header:
            if effect.field is not None:  # a lock in `auth` has its own rule, VP0609
                self._on_live(effect, state, frozenset())
        end = self._block(self._instruction.body, state, frozenset())
        if end is not None:
            self._report.end_of_path(end, _closing(self._instruction.body))

    def _block(self, block: Block, state: State, asked: frozenset[str]) -> State | None:
        """The state behind a block, or None when every path returned. `asked`: roles inside a `match` on them."""
        current: State | None = state
        for statement in block.statements:
            if current is None:
                self._report.unreachable(statement.span)
                return None
            current = self._statement(statement, current, asked)
        return current

    def _statement(self, statement: Statement, state: State, asked: frozenset[str]) -> State | None:
        told: set[str | None] = set()
        for effect in statement_effects(statement):
            own = isinstance(statement, Create | Delete) and effect.kind in (Kind.CREATE, Kind.DELETE)
            if not own and effect.role not in told and self._on_live(effect, state, asked):
                told.add(effect.role)
        match statement:
            case Create():
                return self._create(statement, state, asked)
            case Delete():
                return self._delete(statement, state, asked)
            case Return():
                self._report.end_of_path(state, statement.span)
                return None
            case MatchRole():
                return self._match(statement, state, asked)
            case For() | ForEach() | ForRoles():
                return self._loop(statement, state, asked)
            case Inline():
                return self._block(statement.body, state, asked)
            case _:
                inner = blocks(statement)
                if not inner:
                    return state
                ends = [self._block(block, dict(state), asked) for block in inner]
                one_armed_if = isinstance(statement, If) and len(inner) == 1
                return _join([*ends, state] if one_armed_if else ends)

    def _on_live(self, effect: Effect, state: State, asked: frozenset[str]) -> bool:
        """A read, write, credit or debit needs the resource to exist, and to be known to. Whether it was reported."""
        if effect.role is None or effect.role not in state or effect.kind not in ON_LIVE:
            return False
        role = self._instruction.role(effect.role)
        lives = state[effect.role]
        if Life.DELETED in lives:
            self._report.after_deleted(effect)
        elif role.or_creates and role.name not in asked and lives != MADE:  # made outside of a `match`, which is said
            self._report.outside_match(effect)
        elif Life.NEW in lives:
            self._report.before_created(effect)
        else:
            return False
        return True

    def _create(self, node: Create, state: State, asked: frozenset[str]) -> State:
        if node.role not in state:
            return state
        role = self._instruction.role(node.role)
        lives = state[node.role]
        effect = Effect(Kind.CREATE, node.span, node.role)
        if not role.or_creates and role.access not in (Access.CREATES, Access.DELETES):
            pass  # VP0503 says that the header does not announce it.
        elif Life.DELETED in lives:
            self._report.after_deleted(effect)
        elif role.or_creates and node.role not in asked:
            self._report.created_outside_match(effect)
        elif lives != NEW:
            self._report.created_twice(effect)
        self._report.created_at.setdefault(node.role, node.span)
        return {**state, node.role: MADE}

    def _delete(self, node: Delete, state: State, asked: frozenset[str]) -> State:
        if node.role not in state:
            return state
        effect = Effect(Kind.DELETE, node.span, node.role)
        self._on_live(effect, state, asked)
        if broken_rule(self._instruction.role(node.role), effect) is None:  # or else VP0504 says what is wrong with it
            self._report.value_of_deleted(node)
        self._report.deleted_at.setdefault(node.role, node.span)
        return {**state, **self._same_list(node.role, state), node.role: DELETED}

    def _same_list(self, name: str, state: State) -> State:
        """What else the member of a list may be that is deleted: any member of a loop around or inside over the same
        list, in this turn and in those to come, and any member of a loop behind."""
        role = self._lists.get(name)
        if role is None:
            return {}
        others = [_later(other) for other, of in self._lists.items() if of == role and other != name]
        others += [other for other, of in self._lists.items() if of == role and other != name]
        return {other: state[other] | DELETED for other in (role, *others) if other in state}

    def _match(self, node: MatchRole, state: State, asked: frozenset[str]) -> State | None:
        lives = state.get(node.role, LIVE)
        role = self._instruction.role(node.role)
        if not role.or_creates:
            self._report.nothing_to_match(node)
        elif lives != NEW | LIVE:  # one known life, or on some path made or deleted by this body: no arm is for that
            self._report.match_decided(node)
        inside = asked | {node.role}
        new = self._block(node.new, {**state, node.role: NEW}, inside)
        live = self._block(node.live, {**state, node.role: LIVE}, inside)
        return _join([new, live])

    def _loop(self, node: For | ForEach | ForRoles, state: State, asked: frozenset[str]) -> State | None:
        """Twice when it runs more than once: what the first turn left is what the second finds. A loop over what is
        only known at run time may not run at all."""
        if isinstance(node, ForRoles):
            return self._members(node, state, asked)
        turns = node.high - node.low if isinstance(node, For) else node.bound
        after = self._block(node.body, dict(state), asked)
        if turns > 1 and after is not None:
            again = _merge(state, after)
            if again != state:  # or else nothing new would be found, and loops in loops would double it each time
                alone = [name for name in again if name not in self._lists and name not in self._lists.values()]
                with self._report.next_turn(alone):
                    after = self._block(node.body, again, asked)
        return after if isinstance(node, For) and turns > 0 else _join([after, state])

    def _members(self, node: ForRoles, state: State, asked: frozenset[str]) -> State | None:
        """Each turn has a resource of its own, in the life that the list is in; a list may be empty. Behind the loop
        its members are what the turns made of them, which an empty list has nothing to say about."""
        found = state.get(node.role, LIVE)
        later = _later(node.name)
        after = self._block(node.body, {**state, node.name: found, later: found}, asked)
        if node.bound > 1 and after is not None:
            again = _merge(state, {name: after[name] for name in state})
            if again != state or after[later] != found:
                after = self._block(node.body, {**again, node.name: after[later], later: after[later]}, asked)
        if after is None:
            return state
        behind = _merge(state, {name: after[name] for name in state})
        return {**behind, node.role: after[node.name] | (after[later] - found)}


def _later(name: str) -> str:
    """Under which name the state keeps the life of the members that a loop over a list has not come to yet."""
    return f"{name}, later"


def _closing(body: Block) -> Span:
    """Where the last path ends: the last statement, or the body itself when it has none."""
    return body.statements[-1].span if body.statements else body.span


def _merge(one: State, two: State) -> State:
    return {role: lives | two[role] for role, lives in one.items()}


def _join(ends: list[State | None]) -> State | None:
    """What may hold behind branches: those that returned do not come here."""
    reached = [end for end in ends if end is not None]
    if not reached:
        return None
    joined = reached[0]
    for other in reached[1:]:
        joined = _merge(joined, other)
    return joined
