"""Value is linear (rule 6): coins and linear structs are used up exactly once on every path, and only what a unit or
a module allows makes them."""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.frozen import record
from vprog.dsl.linearity import claims, sources
from vprog.dsl.linearity.uses import bound_by, coins_of, first_use, reads_of
from vprog.dsl.program.declarations import Function, Instruction, Program
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import Block, For, ForEach, ForRoles, If, Inline, Let, Return, Statement, Unpack
from vprog.dsl.program.types import StructType, Type, is_linear
from vprog.dsl.program.walk import blocks
from vprog.dsl.source.span import Span


@record
class Split:
    """Used up on one path (`used`) and not on another (`path`); whether that is wrong shows at the end of the scope."""

    path: Span
    used: Span


State = dict[str, Span | Split | None]
"""Each coins binding in scope: where it was used up, or None while it still holds value."""


def whole(program: Program, bag: DiagnosticBag) -> None:
    """VP0901 to VP0910 in functions, each by itself: what is wrong with one is said once, not at every call."""
    for function in program.functions:
        if function.body is not None:
            _Paths(function.body, bag).run_function(function)
            sources.check(program, function.body, dict(function.roles), bag)
            claims.check(function.body, bag)


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """Follows every binding of value along every path of the body; VP0901 to VP0910."""
    _Paths(instruction.body, bag).run()
    names = (*(role.name for role in instruction.roles), *members(instruction.body))
    sources.check(program, instruction.body, {name: instruction.role(name).resource for name in names}, bag)
    claims.check(instruction.body, bag, instruction)


class _Paths:
    def __init__(self, body: Block, bag: DiagnosticBag) -> None:
        self._body = body
        self._bag = bag
        self._bound: dict[str, Span] = {}
        self._scope: dict[str, Block] = {}
        self._noun: dict[str, str] = {}
        self._called: set[str] = set()
        self._looped: set[str] = set()
        """Bindings that a loop uses on every turn, which is reported."""
        self._calls = 0
        self._loop_span = body.span

    def run(self) -> None:
        self._block(self._body, {}, frozenset())

    def run_function(self, function: Function) -> None:
        """The body with its parameters that are value."""
        state: State = {}
        for parameter in function.parameters:
            if is_linear(parameter.type):
                self._bind(parameter.name, parameter.span, parameter.type, self._body, state)
        end = self._block(self._body, state, frozenset())
        if end is not None:
            self._forgotten(end, self._body.span, "the function ends")

    def _bind(self, name: str, place: Span, type_: Type | None, scope: Block, state: State) -> None:
        self._bound[name] = place
        self._scope[name] = scope
        if self._calls:
            self._called.add(name)
        self._noun[name] = "value" if isinstance(type_, StructType) else "coins"
        state[name] = None

    def _block(self, block: Block, state: State, outside: frozenset[str]) -> State | None:
        """The state behind a block, or None when every path returned. `outside`: coins from outside of the loop."""
        inner: State | None = dict(state)
        for statement in block.statements:
            inner = self._statement(statement, inner, outside)
            if inner is None:
                return None
            for name, place, type_ in bound_by(statement):
                self._bind(name, place, type_, block, inner)
        self._forgotten(
            {name: used for name, used in inner.items() if name not in state}, block.span, "this block ends"
        )
        return {name: inner[name] for name in state}

    def _statement(self, statement: Statement, state: State, outside: frozenset[str]) -> State | None:
        for name, place in reads_of(statement):
            self._gone(name, place, state)
        for name, place in coins_of(statement):
            self._use(name, place, state, outside)
        match statement:
            case Let() | Unpack():
                return state
            case Return():
                self._forgotten(state, statement.span, "this path returns")
                return None
            case For() | ForEach() | ForRoles():
                return self._loop(statement, state, outside)
            case Inline():
                self._calls += 1
                end = self._block(statement.body, state, outside)
                self._calls -= 1
                return end
            case _:
                return self._branches(statement, state, outside)

    def _use(self, name: str, place: Span, state: State, outside: frozenset[str]) -> None:
        from vprog.dsl.rules import vp0904_coins_used_in_a_loop

        if name not in state or self._gone(name, place, state):
            return
        if name in outside:
            self._looped.add(name)
            vp0904_coins_used_in_a_loop.report(self._bag, place, name, self._loop_span, self._noun[name])
        state[name] = place

    def _gone(self, name: str, place: Span, state: State) -> bool:
        from vprog.dsl.rules import vp0902_coins_used_twice

        used = state.get(name)
        if used is not None:
            first = used.used if isinstance(used, Split) else used
            state[name] = first  # said once
            vp0902_coins_used_twice.report(self._bag, place, name, first, self._noun[name])
        return used is not None

    def _loop(self, node: For | ForEach | ForRoles, state: State, outside: frozenset[str]) -> State | None:
        before, self._loop_span = self._loop_span, node.span
        # How often a loop over what is only known at run time turns, nobody knows.
        many = not isinstance(node, For) or node.high - node.low > 1
        end = self._block(node.body, state, frozenset(state) if many else outside)
        self._loop_span = before
        # Perhaps it never turns; coins from outside that a turn uses are reported in any case (VP0904).
        return end if isinstance(node, For) or end is not None else state

    def _branches(self, statement: Statement, state: State, outside: frozenset[str]) -> State | None:
        inner = blocks(statement)
        if not inner:
            return state
        ends = [(self._block(block, state, outside), block.span) for block in inner]
        if isinstance(statement, If) and len(inner) == 1:  # an `if` without `else`: nothing happens on the other path
            ends.append((state, statement.span))
        reached = [(end, place) for end, place in ends if end is not None]
        if not reached:
            return None
        return {name: _join([(end[name], place) for end, place in reached]) for name in state}

    def _forgotten(self, state: State, place: Span, where: str) -> None:
        """Coins that still hold value where a path or their block ends."""
        from vprog.dsl.rules import vp0901_coins_dropped

        for name, used in state.items():
            if name in self._called or name in self._looped:
                continue  # what a function forgets is said of the function, and the loop is what is wrong
            if isinstance(used, Split):
                self._on_one_path(name, used.path, "here they are not used", used.used)
            elif used is None:
                elsewhere = first_use(self._scope[name], name)
                if elsewhere is None:
                    vp0901_coins_dropped.report(self._bag, self._bound[name], name, self._noun[name])
                else:
                    self._on_one_path(name, place, where, elsewhere)

    def _on_one_path(self, name: str, place: Span, where: str, used: Span) -> None:
        from vprog.dsl.rules import vp0903_coins_dropped_on_a_path

        vp0903_coins_dropped_on_a_path.report(self._bag, self._bound[name], name, place, where, used, self._noun[name])


def _join(ends: list[tuple[Span | Split | None, Span]]) -> Span | Split | None:
    """What is known of one binding behind branches: how each ended, and where it stands."""
    split = next((end for end, _ in ends if isinstance(end, Split)), None)
    used = next((end for end, _ in ends if isinstance(end, Span)), None)
    kept = next((place for end, place in ends if end is None), None)
    if split is None and used is not None and kept is not None:
        return Split(kept, used)
    return split or used
