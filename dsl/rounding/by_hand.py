"""Divisions that round the other way than they say, because of what is added to them or above their line.

`div_floor(a + b - 1, b)` and `div_floor(a, b) + 1` round up, `div_ceil(a, b) - 1` rounds down.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.program.expressions import Divide, Expression, FieldRef, IntLiteral, Rounding
from vprog.dsl.program.types import ExactType
from vprog.dsl.rounding.sources import Reference, Sources
from vprog.dsl.rounding.sums import Sums


def is_turned(sums: Sums, division: Divide) -> bool:
    """Whether what is above the line holds the divisor less one, and so rounds as the other division does."""
    above, below, added, constant = _terms(sums, division)
    if added != constant - 1 or not above or above == below:  # nothing less one is no amount to round
        return False
    return constant > 1 if not below else all(above.get(product, 0) >= times > 0 for product, times in below.items())


def is_loosened(sums: Sums, division: Divide) -> bool:
    """Whether a part of a constant divisor is added above the line, so that it sometimes rounds the other way."""
    above, below, added, constant = _terms(sums, division)
    return not below and bool(above) and 0 < added < constant


def _terms(sums: Sums, division: Divide) -> tuple[dict[tuple[int, ...], int], dict[tuple[int, ...], int], int, int]:
    """What is above the line (negative for `ceil`, which it lowers) and below it, and the constants of both."""
    sign = 1 if division.rounding is Rounding.FLOOR else -1
    above = {product: sign * times for product, times in sums.sum(division.left).items()}
    below = dict(sums.sum(division.right))
    added, constant = above.pop((), 0), below.pop((), 0)
    return above, below, added, constant


def turned_outside(sums: Sums, sources: Sources, total: Expression) -> Iterator[int]:
    """The numbers of the divisions that a lone one in a sum turns around, or what is one at most."""
    made = sums.sum(total)
    ones = {times for product, times in made.items() if not product or _is_one_at_most(sums, sources, product)}
    for product, times in made.items():
        if len(product) == 1 and abs(times) == 1:
            for division in _meant(sums, sources, sums.atoms[product[0]]):
                if (times if division.rounding is Rounding.FLOOR else -times) in ones:
                    yield sums.number(division)


def _is_one_at_most(sums: Sums, sources: Sources, product: tuple[int, ...]) -> bool:
    """`min(1, rest)`, or a variable that is nothing or one."""
    node = sums.atoms[product[0]]
    made = [sums.plain(one) for one in sources.made(node)] if isinstance(node, Reference) else []
    if {one.value if isinstance(one, IntLiteral) else None for one in made} in ({1}, {0, 1}):
        return len(product) == 1
    return len(product) == 1 and isinstance(node.type, ExactType) and (node.type.low, node.type.high) == (0, 1)


def _meant(sums: Sums, sources: Sources, atom: Expression) -> Iterator[Divide]:
    """The divisions that a term of a sum is: itself, or what a name or a field was set to."""
    made = sources.written(atom) if isinstance(atom, FieldRef) else ()
    made = sources.made(atom) if isinstance(atom, Reference) else made
    for one in (atom, *map(sums.plain, made)):
        if isinstance(one, Divide):
            yield one
