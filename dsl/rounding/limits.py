"""Limits on amounts that the sender chooses: `require out <= mul_div(..., floor)`, `require paid >= due`.

What a sender takes is at most, and what a sender pays is at least, what some condition says. Such a condition must not
get easier to meet by rounding: its smaller side is rounded up, its larger one down.

What is chosen may also stand inside a division, or in a field that was written before. Then only what the instruction
ends without is a limit, and a comparison of something with nothing, or with what it was before, is none.
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
    FieldRef,
    Not,
    ParamRef,
    Rounding,
    TxField,
)
from vprog.dsl.program.statements import Require
from vprog.dsl.rounding.bindings import Bindings, Guard
from vprog.dsl.rounding.direction import Directions
from vprog.dsl.rounding.flows import Flow
from vprog.dsl.rounding.sources import Reference, Sources
from vprog.dsl.rounding.sums import Sums, combined, slope
from vprog.dsl.rounding.ways import other, parts
from vprog.dsl.source.span import Span

_LESS = (BinaryOp.LESS, BinaryOp.LESS_EQUAL, BinaryOp.EQUAL)
_GREATER = (BinaryOp.GREATER, BinaryOp.GREATER_EQUAL, BinaryOp.EQUAL)
_ANY = Rounding.FLOOR
"""Where the way does not matter."""
_HELD = {Rounding.FLOOR: -1, Rounding.CEIL: 1}
"""By how an amount is to be rounded: whether more or less room with more of it holds it back."""


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
        self._after = sums.number(instruction.after) if instruction.after is not None else None

    def on(self, flow: Flow) -> Iterator[Limit]:
        """The limits that hold back what the sender chooses of an amount, in which that stands outside divisions."""
        limits = [*self._always, *self._guarding(flow, only=False)]
        chosen = self._chosen(flow.amount, flow.way) if limits else ()
        for limit in limits:
            room = combined(BinaryOp.SUBTRACT, self._sums.sum(limit.more), self._sums.sum(limit.less))
            if any(self._sums.sign(slope(room, atom)) == _HELD[asked] for atom, asked in chosen):
                yield limit

    def inside(self, flow: Flow) -> Iterator[Limit]:
        """Those that do so wherever it stands."""
        limits = [*self._always, *self._guarding(flow, only=True)]
        chosen = self._chosen(flow.amount, flow.way) if limits else ()
        for limit in limits:
            if any(self._is_held(limit, atom, asked) for atom, asked in chosen) and not self._is_mild(limit):
                yield limit

    def _is_held(self, limit: Limit, atom: int, asked: Rounding) -> bool:
        """Whether a limit has an atom, always the same way round, and holds it back; what is paid, by what it makes."""
        less, more = self._ways(limit.less, Rounding.CEIL, atom), self._ways(limit.more, Rounding.FLOOR, atom)
        if less | more != {other(asked)} or (less and asked is Rounding.CEIL):
            return False
        return Directions(self._sums, self._sources, limit.more, limit.less).of(atom) == _HELD[asked]

    def _ways(self, side: Expression, way: Rounding, atom: int) -> set[Rounding]:
        found = parts(self._sources, side, way)
        return {part.way for part in found if self._sums.number(part.node) == atom}

    def _guarding(self, flow: Flow, *, only: bool) -> Iterator[Limit]:
        """The limits of the branches that a flow is in."""
        for guard in self._guards[id(flow.statement)]:
            if guard.only or not only:
                yield from self._rounded(guard)

    def _rounded(self, guard: Guard) -> Iterator[Limit]:
        """The limits that a condition sets with a division in them."""
        for limit in self._limits(guard):
            sides = (part.node for side in (limit.less, limit.more) for part in parts(self._sources, side, _ANY))
            if any(isinstance(node, Divide) for node in sides):
                yield limit

    def _is_mild(self, limit: Limit) -> bool:
        """Whether it asks only that there is anything, or for no more than the sender wants, or compares one measure
        with the same before or after: divisions that round alike, with the same fields or some of them. What is rounded
        alike stays in order."""
        if any(self._is_nothing(side) or self._is_wanted(side) for side in (limit.less, limit.more)):
            return True
        less, more = self._sums.plain(limit.less), self._sums.plain(limit.more)
        if not (isinstance(less, Divide) and isinstance(more, Divide) and less.rounding is more.rounding):
            return False
        one, two = self._fields(less), self._fields(more)
        return bool(one and two) and (one <= two or two <= one)

    def _is_nothing(self, side: Expression) -> bool:
        total = self._sums.sum(side)
        return set(total) <= {()} and total.get((), 0) <= 1

    def _is_wanted(self, side: Expression) -> bool:
        """Whether a side of a limit is what the sender chooses, other than the time that the header asks for."""
        atoms = {atom for product in self._sums.sum(side) for atom in product}
        return bool(atoms) and self._after not in atoms and all(map(self._comes_with_action, atoms))

    def _fields(self, node: Expression) -> set[tuple[str, str]]:
        found = (part.node for part in parts(self._sources, node, _ANY))
        return {(node.role, node.field) for node in found if isinstance(node, FieldRef)}

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
