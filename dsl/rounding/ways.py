"""Which way the parts of an amount must be rounded for the whole to be rounded one way.

More of what is added, multiplied or divided makes more; more of what is subtracted, or divided by, makes less.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.frozen import record
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    Convert,
    Divide,
    Expression,
    FieldRef,
    MinMax,
    Mint,
    Rounding,
    Shift,
    Take,
)
from vprog.dsl.rounding.sources import Reference, Sources
from vprog.dsl.rounding.sums import is_exact


@record
class Part:
    """`whole`: it is no operand of a sum."""

    node: Expression
    way: Rounding
    whole: bool


def other(way: Rounding) -> Rounding:
    return Rounding.CEIL if way is Rounding.FLOOR else Rounding.FLOOR


def parts(
    sources: Sources, amount: Expression, way: Rounding, *, through: bool = True, fields: bool = True
) -> Iterator[Part]:
    """All that an amount is made of, itself first, each with the way asked of it; what a name stands for too.

    Without `through`, divisions are not looked into, and without `fields`, not what fields were set to before."""
    ahead = [Part(amount, way, True)]
    seen: set[tuple[int, Rounding, bool]] = set()
    while ahead:
        part = ahead.pop()
        key = (id(part.node), part.way, part.whole)
        if key not in seen:
            seen.add(key)
            yield part
            is_end = isinstance(part.node, FieldRef) and not fields
            if not is_end and (through or not isinstance(part.node, Divide) or is_exact(part.node)):
                ahead += reversed([*inner_parts(sources, part)])


def inner_parts(sources: Sources, part: Part) -> Iterator[Part]:
    """What a part is directly made of."""
    node, way, whole = part.node, part.way, part.whole
    match node:
        case Binary(op=BinaryOp.ADD | BinaryOp.SUBTRACT):
            yield Part(node.left, way, False)
            yield Part(node.right, way if node.op is BinaryOp.ADD else other(way), False)
        case Divide():
            yield Part(node.left, way, True)
            yield Part(node.right, other(way), True)
        case Binary(op=BinaryOp.MULTIPLY) | MinMax():
            yield Part(node.left, way, True)
            yield Part(node.right, way, True)
        case Convert() | Shift():
            yield Part(node.value, way, whole)
        case Take() | Mint():
            yield Part(node.amount, way, whole)
        case FieldRef():
            for made in sources.written(node):
                yield Part(made, way, True)
        case _ if isinstance(node, Reference):
            for made in sources.made(node):
                yield Part(made, way, whole)
        case _:
            return
