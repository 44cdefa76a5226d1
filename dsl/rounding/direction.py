"""Whether more of one division, or of what the sender chooses, makes an amount more or less.

`x * c / (k + c)` has `c` above and below the line and still grows with it. The amount is one fraction of sums, its
divisions taken as exact; the sign of its slope says which way it goes, if it has one sign for all values.
"""

from __future__ import annotations

from functools import cached_property

from vprog.dsl.program.expressions import Binary, BinaryOp, Divide, Expression, FieldRef, MinMax, Rounding
from vprog.dsl.rounding.sources import Reference, Sources
from vprog.dsl.rounding.sums import ONE, Sum, Sums, combined, is_exact, slope
from vprog.dsl.rounding.ways import inner_parts, parts

_Fraction = tuple[Sum, Sum]
_LARGEST = 400
"""Products of sums that would have more products than this are not made."""
_DEEPEST = 100
"""Nor are fractions inside more expressions than this."""


class _TooLargeError(Exception):
    """The fraction is not looked into."""


class Directions:
    """Which way one amount goes with each of its parts; with `less`, what the amount is above that."""

    def __init__(self, sums: Sums, sources: Sources, amount: Expression, less: Expression | None = None) -> None:
        self._sums = sums
        self._sources = sources
        self._amount = amount
        self._less = less

    @cached_property
    def _users(self) -> dict[int, set[int]]:
        """Numbers of what an expression is directly in, by its own."""
        found: dict[int, set[int]] = {}
        sides = (self._amount,) if self._less is None else (self._amount, self._less)
        for part in (part for side in sides for part in parts(self._sources, side, Rounding.FLOOR)):
            for inner in inner_parts(self._sources, part):
                found.setdefault(self._sums.number(inner.node), set()).add(self._sums.number(part.node))
        return found

    def of(self, part: int) -> int | None:
        """1 when more of the part with that number makes the amount more, -1 for less; None when neither is certain."""
        holders, ahead = {part}, [part]
        while ahead:
            new = self._users.get(ahead.pop(), set[int]()) - holders
            holders |= new
            ahead += new
        try:
            signs = _Direction(self._sums, self._sources, part, holders).signs(self._amount, self._less, 0)
        except _TooLargeError:
            return None
        return signs.pop() if len(signs) == 1 else None


class _Direction:
    """Of one part, its number being `part`; `holders`: the numbers of all that it is in, and its own."""

    def __init__(self, sums: Sums, sources: Sources, part: int, holders: set[int]) -> None:
        self._sums = sums
        self._sources = sources
        self._part = part
        self._holders = holders
        self._asked: set[int] = set()
        self._fractions: dict[int, _Fraction] = {}

    def signs(self, amount: Expression, less: Expression | None, depth: int) -> set[int | None]:
        """The directions in which the part counts; with None when one is not certain."""
        over, under = self._fraction(amount, depth)
        if less is not None:
            over, under = _combined(BinaryOp.SUBTRACT, (over, under), self._fraction(less, depth))
        found: set[int | None] = set()
        for atom in {atom for total in (over, under) for product in total for atom in product} & self._holders:
            gained, lost = _times(slope(over, atom), under), _times(over, slope(under, atom))
            sign = self._sums.sign(combined(BinaryOp.SUBTRACT, gained, lost))
            if sign is None:
                return {None}
            if sign:
                found |= {None if inner is None else sign * inner for inner in self._within(atom, depth + 1)}
        return found

    def _within(self, atom: int, depth: int) -> set[int | None]:
        """The directions in an atom: the part itself, or what may be one of several things."""
        if atom == self._part:
            return {1}
        if atom in self._asked:
            return set()
        self._asked.add(atom)
        match self._sums.atoms[atom]:
            case MinMax(left=left, right=right):
                inner: tuple[Expression, ...] = (left, right)
            case FieldRef() as node:
                inner = self._sources.written(node)
            case node if isinstance(node, Reference):
                inner = self._sources.made(node)
            case _:
                return {None}
        return {sign for one in inner for sign in self.signs(one, None, depth)}

    def _fraction(self, node: Expression, depth: int) -> _Fraction:
        if depth > _DEEPEST:
            raise _TooLargeError
        node = self._sums.plain(node)
        number = self._sums.number(node)
        if number == self._part or number not in self._holders:
            return self._sums.sum(node), ONE
        if number not in self._fractions:
            self._fractions[number] = self._made(node, number, depth + 1)
        return self._fractions[number]

    def _made(self, node: Expression, number: int, depth: int) -> _Fraction:
        match node:
            case Divide() if not is_exact(node):
                (a, b), (c, d) = self._fraction(node.left, depth), self._fraction(node.right, depth)
                return _times(a, d), _times(b, c)
            case Divide():
                return self._fraction(node.left, depth)
            case Binary(op=BinaryOp.MULTIPLY):
                (a, b), (c, d) = self._fraction(node.left, depth), self._fraction(node.right, depth)
                return _times(a, c), _times(b, d)
            case Binary(op=BinaryOp.ADD | BinaryOp.SUBTRACT):
                return _combined(node.op, self._fraction(node.left, depth), self._fraction(node.right, depth))
            case _:
                return {(number,): 1}, ONE


def _combined(op: BinaryOp, left: _Fraction, right: _Fraction) -> _Fraction:
    """Two fractions added or subtracted."""
    (a, b), (c, d) = left, right
    if b == d:
        return combined(op, a, c), b
    return combined(op, _times(a, d), _times(c, b)), _times(b, d)


def _times(left: Sum, right: Sum) -> Sum:
    if len(left) * len(right) > _LARGEST:
        raise _TooLargeError
    return combined(BinaryOp.MULTIPLY, left, right)
