"""What the locals of a body stand for, each where it is used: two blocks may bind the same name to different values."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.frozen import record
from vprog.dsl.program.expressions import Expression, LocalRef
from vprog.dsl.program.statements import (
    Block,
    For,
    ForEach,
    Inline,
    Let,
    MatchOption,
    MatchVariant,
    Statement,
    Unpack,
)
from vprog.dsl.program.walk import blocks, evaluated, yields_of


@record
class _Bound:
    binder: Statement
    value: Expression | None


class Bindings:
    """Bindings that never change, results of calls, what a `some(name)` took out."""

    def __init__(self, body: Block) -> None:
        self._body = body
        """Keeps the nodes alive that are known by their identity."""
        self._of: dict[int, _Bound] = {}
        self._by_name: dict[str, Expression | None] = {}
        self._block(body, {})

    def value(self, local: LocalRef) -> Expression | None:
        """What a local stands for, or None: it changes, or is one of many values."""
        bound = self._of.get(id(local))
        return None if bound is None else bound.value

    def binder(self, local: LocalRef) -> Statement | None:
        """The statement that binds it."""
        bound = self._of.get(id(local))
        return None if bound is None else bound.binder

    def names(self) -> dict[str, Expression]:
        """By name, where a name has one meaning in all of the body."""
        return {name: value for name, value in self._by_name.items() if value is not None}

    def _block(self, block: Block, outer: dict[str, _Bound]) -> None:
        scope = dict(outer)
        for statement in block.statements:
            for node in evaluated(statement):
                if isinstance(node, LocalRef) and node.name in scope:
                    self._of[id(node)] = scope[node.name]
            for nested in blocks(statement):
                inner = dict(scope)
                for name in _inner(statement, nested):
                    self._bind(inner, name, _Bound(statement, _option(statement)))
                self._block(nested, inner)
            for name, value in _outer(statement):
                self._bind(scope, name, _Bound(statement, value))

    def _bind(self, scope: dict[str, _Bound], name: str, bound: _Bound) -> None:
        self._by_name[name] = None if name in self._by_name else bound.value
        scope[name] = bound


def _outer(statement: Statement) -> Iterator[tuple[str, Expression | None]]:
    """The names that hold behind a statement."""
    match statement:
        case Let():
            yield statement.name, None if statement.mutable else statement.value
        case Unpack():
            yield from ((name, None) for name in statement.names)
        case Inline() if statement.name is not None:
            results = yields_of(statement.body)
            yield statement.name, results[0].value if len(results) == 1 else None
        case _:
            pass


def _inner(statement: Statement, block: Block) -> tuple[str, ...]:
    """The names that hold in one of the blocks of a statement."""
    match statement:
        case MatchOption() if block is statement.some:
            return (statement.binding,)
        case MatchVariant():
            return next(arm.bindings for arm in statement.arms if arm.body is block)
        case For() | ForEach():
            return (statement.name,)
        case _:
            return ()


def _option(statement: Statement) -> Expression | None:
    return statement.option if isinstance(statement, MatchOption) else None
