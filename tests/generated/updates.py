"""What changes a field or a `var`: assignments, parts of them, and the methods of collections."""

from __future__ import annotations

from generated.author import Author, Place
from generated.fitting import stored
from generated.numbers import literal, number
from generated.values import value
from generated.wording import error
from vprog.dsl.program import types as t
from vprog.dsl.program.types import integer_of, unit_of
from vprog.dsl.types import ranges
from vprog.dsl.types.ranges import MAX_BITS, Range, bits_needed

_COMPOUND = {"+=": ranges.add, "-=": ranges.subtract, "*=": ranges.multiply, "%=": None, "<<=": None, ">>=": None}


def assign(author: Author) -> list[str]:
    if not author.places:
        return []
    place = author.choose(author.places)
    integer = integer_of(place.type)
    if integer is None or isinstance(place.type, t.OutputIndexType):
        if isinstance(place.type, t.ArrayType) and author.chance(0.4):
            return element(author, place)
        return [f"{place.text} = {value(author, place.type)}"]
    if author.chance(0.4):
        made = _compound(author, place, integer)
        if made:
            return made
    text, needs = stored(author, place.type)
    return [f"{place.text} = {text} else {error(author)}" if needs else f"{place.text} = {text}"]


def _compound(author: Author, place: Place, integer: t.IntType) -> list[str]:
    op = author.choose(_COMPOUND)
    room = Range(integer.low, integer.high)
    if op in ("%=", "<<=", ">>="):
        if integer.signed or (op == ">>=" and not author.divides):
            return []
        amount = literal(author, 1, 3 if op != "%=" else 9).text
        needs = op == "<<=" and integer.bits < 250
        if op == "<<=" and not needs:
            return []
        return [f"{place.text} {op} {amount}" + (f" else {error(author)}" if needs else "")]
    combine = _COMPOUND[op]
    assert combine is not None
    other = literal(author, 1, 3) if author.chance(0.4) else number(author, unit_of(place.type), 1)
    if bits_needed(combine(room, other.range)) > MAX_BITS or (other.rounded and not author.divides):
        return []
    core = combine(Range(0, 60), other.core)
    if (core.low < room.low and core.high < 0) or not combine(Range(0, 0), other.core).inside(
        Range(-(1 << 300), room.high)
    ):
        return []
    if op == "*=" and (other.core.low < 0 or core.high > room.high):
        return []
    if (op == "-=" and other.core.high > 60) or core.low > room.high:
        return []
    return [f"{place.text} {op} {other.text} else {error(author)}"]


def element(author: Author, place: Place) -> list[str]:
    """`xs[i] = v else Error`."""
    match place.type:
        case t.ArrayType(element=inner, size=size):
            at, needs = str(author.rng.randrange(size)), False
        case t.ListType(element=inner):
            at, needs = author.parameter(t.U8).text, True
        case _:
            return []
    if integer_of(inner) is None or isinstance(inner, t.OutputIndexType):
        text, fails = value(author, inner), False
    else:
        text, fails = stored(author, inner, 1)
    return [f"{place.text}[{at}] = {text}" + (f" else {error(author)}" if needs or fails else "")]


def update(author: Author) -> list[str]:
    """A method of a collection in a place."""
    places = [p for p in author.places if isinstance(p.type, t.ListType | t.SetType | t.MapType)]
    if not places:
        return []
    place = author.choose(places)
    fails = f" else {error(author)}"
    match place.type:
        case t.ListType(element=inner):
            way = author.rng.randrange(4)
            if way == 0:
                return element(author, place)
            if way == 1:
                return [f"{place.text}.pop(){fails}"]
            if way == 2 and place.role:  # there is something to take, for certain
                return [f"if {place.text}.len > 0 {{ {place.text}.pop() }}"]
            return [f"{place.text}.push({value(author, inner)}){fails}"]
        case t.SetType(element=inner):
            method = author.choose(["insert", "insert", "remove"])
            return [
                f"{place.text}.{method}({value(author, inner)})"
                + (fails if method == "insert" or author.chance(0.5) else "")
            ]
        case t.MapType(key=key, value=inner):
            if author.chance(0.3):
                return [f"{place.text}.remove({value(author, key)})" + (fails if author.chance(0.5) else "")]
            return [f"{place.text}.insert({value(author, key)}, {value(author, inner)}){fails}"]
        case _:
            return []
