"""Numbers for places of a declared type: with an `else`, or such that they fit."""

from __future__ import annotations

from generated.author import Author
from generated.numbers import Number, literal, number
from vprog.dsl.program.types import Type, integer_of, unit_of
from vprog.dsl.types.ranges import Range


def storable(value: Number, type_: Type) -> tuple[bool, bool]:
    """Whether the checker lets the number be stored as the type with an `else`, and whether it needs one."""
    integer = integer_of(type_)
    assert integer is not None
    room = Range(integer.low, integer.high)
    return value.core.inside(room), not value.range.inside(room)


def stored(author: Author, type_: Type, depth: int = 2) -> tuple[str, bool]:
    """A number for a place of the type, and whether an `else` must stand behind it."""
    unit = unit_of(type_)
    if author.chance(0.4):
        return fitting(author, type_), False
    for _ in range(4):
        value = number(author, unit, depth)
        fits, needs = storable(value, type_)
        if fits:
            return value.text, needs
    return fitting(author, type_), False


def fitting(author: Author, type_: Type, depth: int = 1) -> str:
    """A number that fits the type for certain, or as a sum that may overflow as one of its own type may."""
    integer, unit = integer_of(type_), unit_of(type_)
    assert integer is not None
    room = Range(integer.low, integer.high)
    if author.chance(0.15):
        return literal(author).text
    same = author.of_type(type_)
    if same and author.chance(0.4):
        return author.choose(same).text
    value = number(author, unit, depth)
    if value.range.inside(room):
        return value.text
    if not integer.signed and 0 < value.overflows <= integer.bits and value.core.inside(room):
        return value.text
    if value.range.low < room.low:
        return f"max(min({value.text}, {room.high}), {room.low})" if room.low >= 0 else _clamped(value, room)
    if value.range.low >= 0 and author.chance(0.3):
        return f"{value.operand} % {room.high}"
    return f"min({value.text}, {room.high})"


def _clamped(value: Number, room: Range) -> str:
    return f"max(min({value.text}, {room.high}), 0 - {-room.low})"
