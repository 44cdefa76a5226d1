"""What a guest computes a number in (`codegen/rust/carriers.py` decides the same).

A carrier holds an expression's value and every operand on the way, so it can be wider than the value's own range.
"""

from __future__ import annotations

from collections.abc import Mapping

from vprog.dsl.program import expressions as e
from vprog.dsl.program import types as t
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.types import Type, integer_of
from vprog.dsl.program.walk import operands

Carrier = tuple[int, int]
"""The least and the greatest number it holds."""
Names = Mapping[str, Carrier]
"""Of parameters, bindings, and fields as `role.field`."""

_UNSIGNED = [(0, (1 << bits) - 1) for bits in (8, 16, 32, 64, 128)]
_SIGNED = [(-(1 << (bits - 1)), (1 << (bits - 1)) - 1) for bits in (8, 16, 32, 64, 128)]
WIDE: Carrier = (1 - (1 << 256), (1 << 256) - 1)
"""A sign and 256 bits, in software."""


def narrowest(low: int, high: int) -> Carrier:
    """The narrowest carrier of a range."""
    fitting = (c for c in (_UNSIGNED if low >= 0 else _SIGNED) if c[0] <= low and high <= c[1])
    return next(fitting, WIDE)


def declared(type_: Type) -> Carrier | None:
    """The carrier of a declared type; None where it is no number. Numbers of 256 bits are computed in `WIDE`."""
    integer = type_.unit.repr if isinstance(type_, t.CoinsType) else integer_of(type_)
    if integer is None:
        return narrowest(type_.low, type_.high) if isinstance(type_, t.ExactType) else None
    return narrowest(integer.low, integer.high)


def carrier_of(node: Expression, names: Names) -> Carrier | None:
    """What a number is computed in; None for a literal, which takes any carrier, and for what is no number."""
    match node:
        case e.IntLiteral():
            return None
        case e.ParamRef() | e.LocalRef():
            return names.get(node.name, declared(node.type))
        case e.CoinsValue():
            return names.get(node.coins, declared(node.type))
        case e.FieldRef():
            return names.get(f"{node.role}.{node.field}", declared(node.type))
        case e.Binary() | e.Divide() | e.Remainder() | e.MinMax() | e.Shift():
            return joined(node, operands(node), names)
        case _:
            return declared(node.type)


def joined(node: Expression, parts: tuple[Expression, ...], names: Names) -> Carrier | None:
    """The carrier that holds an expression and the carriers of its parts."""
    known = [c for c in (carrier_of(part, names) for part in parts) if c is not None]
    if isinstance(node.type, t.ExactType):
        known.append((node.type.low, node.type.high))
    known += [(part.type.low, part.type.high) for part in parts if isinstance(part.type, t.ExactType)]
    if not known:
        return None
    return narrowest(min(low for low, _ in known), max(high for _, high in known))


def bits_of(carrier: Carrier | None) -> int:
    """32, 64, 128 or 256."""
    if carrier is None or carrier == WIDE:
        return 32 if carrier is None else 256
    size = carrier[1].bit_length() + (carrier[0] < 0)
    return max(32, size)
