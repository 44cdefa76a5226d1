"""Limits on amounts that the sender chooses: `require out <= mul_div(..., floor)`, `require paid >= due`.

What a sender takes is at most, and what a sender pays is at least, what some condition says. Such a condition must not
get easier to meet by rounding: its smaller side is rounded up, its larger one down.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.frozen import record
from vprog.dsl.program.declarations import Instruction
from vprog.dsl.program.expressions import (
    OPPOSITE,
    Binary,
    BinaryOp,
    Claim,
    Divide,
    Expression,
    Not,
    ParamRef,
    Rounding,
    TxField,
)
from vprog.dsl.program.statements import Require, Statement
from vprog.dsl.rounding.bindings import Bindings, Guard
from vprog.dsl.rounding.sources import Reference, Sources
from vprog.dsl.rounding.sums import Sum, Sums, combined, slope
from vprog.dsl.rounding.ways import other, parts
from vprog.dsl.source.span import Span

_LESS = (BinaryOp.LESS, BinaryOp.LESS_EQUAL, BinaryOp.EQUAL)
_GREATER = (BinaryOp.GREATER, BinaryOp.GREATER_EQUAL, BinaryOp.EQUAL)
_ANY = Rounding.FLOOR
"""Where the way does not matter."""


@record
class Limit:
    """`less` is at most `more`, or the instruction does not get there."""

    span: Span
    less: Expression
    more: Expression


class Limits:
    def __init__(self, instruction: Instruction, bindings: Bindings, sources: Sources, sums: Sums) -> None:
        self._guards = bindings.guards
        self._sources = sources
        self._sums = sums
        always = [where.condition for where in instruction.conditions]
        always += [s.condition for s in bindings.statements if isinstance(s, Require)]
        self._always = [limit for condition in always for limit in self._rounded(Guard(condition, True))]
        self._known: dict[int, bool] = {}

    def on(self, statement: Statement, amount: Expression, way: Rounding) -> Iterator[Limit]:
        """The limits that hold back what the sender chooses of an amount; `way` is how the amount is to be rounded."""
        limits = [*self._always, *(limit for guard in self._guards[id(statement)] for limit in self._rounded(guard))]
        chosen = self._chosen(amount, way) if limits else ()
        for limit in limits:
            room = combined(BinaryOp.SUBTRACT, self._sums.sum(limit.more), self._sums.sum(limit.less))
            if any(self._holds_back(room, atom, asked) for atom, asked in chosen):
                yield limit

    def _rounded(self, guard: Guard) -> Iterator[Limit]:
        """The limits that a condition sets with a division in them."""
        for limit in self._limits(guard):
            sides = (part.node for side in (limit.less, limit.more) for part in parts(self._sources, side, _ANY))
            if any(isinstance(node, Divide) for node in sides):
                yield limit

    def _holds_back(self, room: Sum, atom: int, asked: Rounding) -> bool:
        """Whether there is less room with more of what may be too much, or with less of what may be too little."""
        return self._sums.sign(slope(room, atom)) == (-1 if asked is Rounding.FLOOR else 1)

    def _chosen(self, amount: Expression, way: Rounding) -> set[tuple[int, Rounding]]:
        """The terms of an amount that come with the action, and the way asked of each."""
        found: set[tuple[int, Rounding]] = set()
        for part in parts(self._sources, amount, way, through=False):
            total = self._sums.sum(part.node)
            for atom in {atom for product in total for atom in product}:
                sign = self._sums.sign(slope(total, atom))
                if sign and self._comes_with_action(atom):
                    found.add((atom, part.way if sign > 0 else other(part.way)))
        return found

    def _comes_with_action(self, atom: int) -> bool:
        if atom not in self._known:
            self._known[atom] = comes_with_action(self._sources, self._sums.atoms[atom])
        return self._known[atom]

    def _limits(self, guard: Guard) -> Iterator[Limit]:
        """Every comparison in a condition, the way round that the condition asks for."""
        node = guard.condition
        match node:
            case Not():
                yield from self._limits(Guard(node.operand, not guard.holds))
            case Binary(op=BinaryOp.AND | BinaryOp.OR):
                yield from self._limits(Guard(node.left, guard.holds))
                yield from self._limits(Guard(node.right, guard.holds))
            case Binary():
                op = node.op if guard.holds else OPPOSITE.get(node.op)
                if op in _LESS:
                    yield Limit(node.span, node.left, node.right)
                if op in _GREATER:
                    yield Limit(node.span, node.right, node.left)
            case _ if isinstance(node, Reference):
                for made in self._sources.made(node):
                    yield from self._limits(Guard(made, guard.holds))
            case _:
                return


def comes_with_action(sources: Sources, atom: Expression) -> bool:
    """A parameter or a part of one, or what an output of the transaction pays."""
    return any(isinstance(origin, ParamRef | Claim | TxField) for origin in sources.origins(atom))
