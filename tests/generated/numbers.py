"""Numbers by chance: names, literals, and what collections, the transaction and chance give."""

from __future__ import annotations

from attrs import frozen

from generated.author import Atom, Author
from vprog.dsl.program import types as t
from vprog.dsl.program.types import integer_of
from vprog.dsl.types.ranges import MAX_BITS, Range, bits_needed


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
    from generated.arithmetic import arithmetic

    if depth <= 0 or author.chance(0.25):
        return leaf(author, unit)
    for _ in range(6):
        made = arithmetic(author, unit, depth)
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
