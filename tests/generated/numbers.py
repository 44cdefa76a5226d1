"""Numbers by chance: exact arithmetic over what can be read, never wider than 256 bits, never divided by zero for certain."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, frozen

from generated.author import Atom, Author
from generated.declared import COIN, GOLD, TEMP
from vprog.dsl.program import types as t
from vprog.dsl.program.types import Type, integer_of, unit_of
from vprog.dsl.types import ranges
from vprog.dsl.types.ranges import MAX_BITS, Range, bits_needed

Combine = Callable[[Range, Range], Range | None]


@frozen
class Number:
    """Text of a number, and what is known of it. `core`: it can be one of these, whatever conditions stood before."""

    text: str
    range: Range
    core: Range
    name: Atom | None = None
    simple: bool = True
    """Needs no parentheses as an operand."""
    literal: bool = False
    rounded: bool = False
    overflows: int = 0
    """Bits of the widest unsigned name that sums and products of names alone are made of; 0 for anything else."""

    @property
    def operand(self) -> str:
        return self.text if self.simple else f"({self.text})"


def literal(author: Author, low: int = 0, high: int = 20) -> Number:
    value = author.rng.randint(low, high)
    return Number(str(value), Range(value, value), Range(value, value), literal=True)


def named(atom: Atom) -> Number:
    integer = integer_of(atom.type)
    bits = integer.bits if integer and not integer.signed and not atom.exact else 0
    return Number(atom.text, atom.range, atom.core, atom, rounded=atom.rounded, overflows=bits)


def number(author: Author, unit: t.UnitType | None, depth: int = 2) -> Number:
    """A number of the unit, which is not made of literals alone."""
    if depth <= 0 or author.chance(0.25):
        return leaf(author, unit)
    for _ in range(6):
        made = _made(author, unit, depth)
        if made is not None and bits_needed(made.range) <= MAX_BITS:
            return made
    return leaf(author, unit)


def leaf(author: Author, unit: t.UnitType | None) -> Number:
    atoms = author.numbers(unit)
    if atoms and author.chance(0.9):
        return named(author.choose(atoms))
    if unit is None:
        other = asked(author)
        if other is not None and author.chance(0.5):
            return other
        return named(author.parameter(author.choose([t.U8, t.U64, t.U32, t.IntType(True, 64)])))
    return named(author.parameter(unit))


def asked(author: Author) -> Number | None:
    """A number that a collection, the transaction or chance gives."""
    options: list[Number] = []
    for atom in author.atoms:
        match atom.type:
            case t.ListType() | t.SetType() | t.MapType() | t.BoundedBytesType() | t.TextType():
                most = Range(0, atom.type.max)
                options.append(Number(f"{atom.text}.len", most, most))
            case t.ArrayType(element=element, size=size) if isinstance(element, t.IntType):
                at = author.rng.randrange(size)
                options.append(_whole(f"{atom.text}[{at}]", element))
            case t.ArrayType() | t.BytesType():
                size = Range(atom.type.size, atom.type.size)
                options.append(Number(f"{atom.text}.len", size, size))
            case _:
                pass
    options += [Number(f"{name}.len", Range(0, 4), Range(0, 4)) for name, _ in author.lists]
    if "tx" in author.asks:
        options.append(_whole("tx.outputs.len", t.U32))
        options.append(_whole(f"tx.outputs[{author.rng.randrange(3)}].value", t.U64))
    if "random" in author.asks:
        below = author.choose([6, 100, 1 << 63])
        nonce = author.rng.randrange(9)
        options.append(Number(f"random({nonce}, {below})", Range(0, below - 1), Range(0, below - 1)))
    return author.choose(options) if options else None


def _whole(text: str, type_: t.IntType) -> Number:
    return Number(text, Range(type_.low, type_.high), Range(0, 60))


def _made(author: Author, unit: t.UnitType | None, depth: int) -> Number | None:
    way = author.rng.randrange(13)
    if way <= 3:
        symbol, combine = author.choose([("+", ranges.add), ("-", ranges.subtract), ("*", ranges.multiply)])
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


def storable(value: Number, type_: Type) -> tuple[bool, bool]:
    """Whether the checker lets the number be stored as the type with an `else`, and whether it needs one."""
    integer = integer_of(type_)
    assert integer is not None
    room = Range(integer.low, integer.high)
    return value.core.inside(room), not value.range.inside(room)


def stored(author: Author, type_: Type, depth: int = 2) -> tuple[str, bool]:
    """A number for a place of the type, and whether an `else` must stand behind it."""
    unit = unit_of(type_)
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
    same = [a for a in author.of_type(type_)]
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
