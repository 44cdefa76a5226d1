"""Exact arithmetic by chance: never wider than 256 bits, never divided by what is certainly zero."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from generated.author import Author
from generated.declared import COIN, GOLD, TEMP
from generated.numbers import Number, asked, leaf, literal, named, number
from vprog.dsl.program import types as t
from vprog.dsl.program.types import Type, integer_of
from vprog.dsl.types import ranges
from vprog.dsl.types.ranges import MAX_BITS, Range, bits_needed

Combine = Callable[[Range, Range], Range | None]


def arithmetic(author: Author, unit: t.UnitType | None, depth: int) -> Number | None:
    """An operation on numbers, in that unit; None where the one that was chosen does not fit here."""
    way = author.rng.randrange(13)
    if way <= 3:
        symbol, combine = author.choose(
            [("+", ranges.add), ("+", ranges.add), ("-", ranges.subtract), ("*", ranges.multiply)]
        )
        return _joined(
            author, f"{{}} {symbol} {{}}", combine, number(author, unit, depth - 1), _other(author, unit, depth)
        )
    if way <= 5:
        name = author.choose(["min", "max"])
        combine = ranges.minimum if name == "min" else ranges.maximum
        return _call(name, combine, number(author, unit, depth - 1), _other(author, unit, depth))
    if way == 6 and author.divides:
        return _divided(author, unit, depth)
    if way == 7:
        return _remainder(author, unit, depth)
    if way == 8:
        return _shift(author, unit, depth)
    if way == 9:
        return _bounded(author, unit)
    if way == 10 and author.divides:
        return _mul_div(author, unit, depth)
    if way == 11:
        return _other_unit(author, unit, depth)
    return asked(author) if unit is None else None


def _other(author: Author, unit: t.UnitType | None, depth: int) -> Number:
    return literal(author) if author.chance(0.3) else number(author, unit, depth - 1)


def _joined(author: Author, form: str, combine: Combine, a: Number, b: Number) -> Number | None:
    found, core = combine(a.range, b.range), combine(a.core, b.core)
    if found is None or core is None:
        return None
    swapped = b.literal and author.chance(0.3) and "-" not in form
    left, right = (b, a) if swapped else (a, b)
    both = max(a.overflows, b.overflows) if (a.overflows or a.literal) and (b.overflows or b.literal) else 0
    plain = both if "-" not in form else 0
    text = form.format(left.operand, right.operand)
    return Number(text, found, core, simple=False, rounded=a.rounded or b.rounded, overflows=plain)


def _call(name: str, combine: Combine, a: Number, b: Number, more: str = "") -> Number | None:
    found, core = combine(a.range, b.range), combine(a.core, b.core)
    if found is None or core is None:
        return None
    return Number(f"{name}({a.text}, {b.text}{more})", found, core, rounded=a.rounded or b.rounded)


def divisor(author: Author, unit: t.UnitType | None, depth: int) -> Number:
    """Perhaps zero when it is a name that no condition is about; else certainly not."""
    free = [a for a in author.numbers(unit) if a.free]
    if free and author.chance(0.5):
        return named(author.choose(free))
    if author.chance(0.4):
        return literal(author, 1, 9)
    inner = number(author, unit, depth - 2)
    if inner.range.low < 0 or bits_needed(inner.range) >= MAX_BITS:
        return literal(author, 2, 5)
    found, core = ranges.add(inner.range, Range(1, 1)), ranges.add(inner.core, Range(1, 1))
    return Number(f"{inner.operand} + 1", found, core, simple=False, rounded=inner.rounded)


def _divided(author: Author, unit: t.UnitType | None, depth: int) -> Number | None:
    name = author.choose(["div_floor", "div_ceil"])
    combine = ranges.div_floor if name == "div_floor" else ranges.div_ceil
    other = author.choose([None, COIN, GOLD]) if unit is None else None
    top = number(author, other if unit is None else unit, depth - 1)
    below = divisor(author, other, depth)
    if other is not None and below.literal:
        return None
    made = _call(name, combine, top, below)
    return evolve(made, rounded=True) if made else None


def _remainder(author: Author, unit: t.UnitType | None, depth: int) -> Number | None:
    top, below = number(author, unit, depth - 1), divisor(author, unit, depth)
    if top.range.low < 0 or below.range.low < 0:
        return None
    found = ranges.remainder(top.range, below.range)
    if found is None:
        return None
    core = Range(0, max(top.core.high, 0))
    return Number(f"{top.operand} % {below.operand}", found, core, simple=False, rounded=top.rounded)


def _shift(author: Author, unit: t.UnitType | None, depth: int) -> Number | None:
    value = number(author, unit, depth - 1)
    if value.range.low < 0:
        return None
    most = author.choose([3, 8, 20])
    amount = literal(author, 0, most)
    if author.chance(0.6):
        inner = leaf(author, None)
        if inner.range.low >= 0:
            amount = Number(f"({inner.operand} % {most})", Range(0, most - 1), Range(0, most - 1))
    left = author.chance(0.5)
    shift = (lambda x, n: x << n) if left else (lambda x, n: x >> n)

    def moved(room: Range) -> Range:
        ends = [shift(x, n) for x in room for n in amount.range]
        return Range(min(ends), max(ends))

    rounded = value.rounded or not left
    text = f"{value.operand} {'<<' if left else '>>'} {amount.operand}"
    if not left and not author.divides:
        return None
    return Number(text, moved(value.range), moved(value.core), simple=False, rounded=rounded)


def _bounded(author: Author, unit: t.UnitType | None) -> Number | None:
    """Wrapping and saturating arithmetic in one machine type."""
    atoms = [a for a in author.numbers(unit) if not a.exact and _fits_wrapping(a.type)]
    if not atoms:
        return None
    a = author.choose(atoms)
    same = [b for b in atoms if b.type == a.type]
    b = literal(author).text if author.chance(0.3) else author.choose(same).text
    how, op = author.choose(["wrapping", "saturating"]), author.choose(["add", "sub", "mul"])
    integer = integer_of(a.type)
    assert integer is not None
    room = Range(integer.low, integer.high)
    return Number(f"{how}_{op}({a.text}, {b})", room, room)


def _fits_wrapping(type_: Type) -> bool:
    integer = integer_of(type_)
    return integer is not None and integer.bits <= 64


def _mul_div(author: Author, unit: t.UnitType | None, depth: int) -> Number | None:
    a, c = number(author, unit, depth - 1), divisor(author, None, depth)
    b = number(author, None, depth - 2) if unit is None or author.chance(0.7) else literal(author, 1, 9)
    product, core = ranges.multiply(a.range, b.range), ranges.multiply(a.core, b.core)
    if bits_needed(product) > MAX_BITS:
        return None
    way = author.choose(["floor", "ceil"])
    combine = ranges.div_floor if way == "floor" else ranges.div_ceil
    found, inner = combine(product, c.range), combine(core, c.core)
    if found is None or inner is None:
        return None
    return Number(f"mul_div({a.text}, {b.text}, {c.text}, {way})", found, inner, rounded=True)


def _other_unit(author: Author, unit: t.UnitType | None, depth: int) -> Number | None:
    """`plain(x)`, or `Coin(x)` of a plain number."""
    if unit is None:
        inner = number(author, author.choose([COIN, GOLD, TEMP]), depth - 1)
        return evolve(inner, text=f"plain({inner.text})", simple=True, name=None, overflows=0)
    inner = number(author, None, depth - 1)
    return evolve(inner, text=f"{unit.name}({inner.text})", simple=True, name=None, overflows=0)
