"""Values of any type that are likely to break something: boundaries, the program's own numbers, near misses."""

from __future__ import annotations

from math import inf, prod
from random import Random
from typing import Any

from attrs import define

from vprog.dsl.interpret.literals import values_of_test_keys
from vprog.dsl.layout.codec import Value
from vprog.dsl.layout.order import order_of
from vprog.dsl.program import types as t
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.expressions import IntLiteral
from vprog.dsl.program.types import Type, integer_of
from vprog.dsl.program.walk import evaluated, expressions, statements

_MULTIPLES = 0.4
"""From here up to 0.5, a number is the sum of one that the program names and a multiple of another."""
_LETTERS = 'ab z0_"\\{}é√𝄞\n'


def numbers_of(program: Program) -> tuple[int, ...]:
    """The numbers that a program names: its constants and the literals of its instructions, ascending."""
    found = {c.value for c in program.constants if isinstance(c.value, int) and not isinstance(c.value, bool)}
    for instruction in program.instructions:
        for statement in statements(instruction.body):
            found.update(x.value for x in evaluated(statement) if isinstance(x, IntLiteral))
        for condition in (*(w.condition for w in instruction.conditions), *instruction.ensures):
            found.update(x.value for x in expressions(condition) if isinstance(x, IntLiteral))
    return tuple(sorted(found))


def how_many(type_: Type) -> float:
    """How many values a type has, where they are few; else infinity."""
    integer = integer_of(type_)
    if integer is not None:
        return integer.high - integer.low + 1
    match type_:
        case t.BoolType():
            return 2
        case t.EnumType():
            return sum(prod(how_many(field) for _, field in type_.payload(name)) for name in type_.variants)
        case t.OptionType():
            return how_many(type_.inner) + 1
        case t.StructType():
            return prod(how_many(field) for _, field in type_.fields)
        case t.LockType() | t.ScriptType() | t.OpaqueType(name="PubKey"):
            return len(values_of_test_keys(type_))
        case _:
            return inf


@define
class ValueSource:
    """Draws values. `numbers` are those that the program names; `seen` are those that this case drew before."""

    random: Random
    numbers: tuple[int, ...] = ()
    seen: tuple[int, ...] = ()

    def draw(self, type_: Type) -> Any:
        """A value of a type with a wire form (of the type of an address: any 32 bytes)."""
        integer = integer_of(type_)
        if integer is not None:
            number = self._number(integer.low, integer.high)
            self.seen = (*self.seen, number)
            return number
        named = values_of_test_keys(type_)
        match type_:
            case t.LockType() | t.ScriptType():
                return self.random.choice(named)
            case t.OpaqueType(name="PubKey"):
                return self.random.choice(named)
            case t.BoolType():
                return self.random.random() < 0.5
            case t.EnumType():
                return self._variant(type_)
            case t.OptionType():
                return None if self.random.random() < 0.3 else self.draw(type_.inner)
            case t.StructType():
                return tuple([self.draw(field) for _, field in type_.fields])
            case t.ArrayType():
                return tuple([self.draw(type_.element) for _ in range(type_.size)])
            case t.ListType():
                return tuple([self.draw(type_.element) for _ in range(self._length(type_.max))])
            case t.SetType():
                items = {self.draw(type_.element) for _ in range(self._length(type_.max))}
                return tuple(sorted(items, key=order_of(type_.element)))
            case t.MapType():
                pairs = {self.draw(type_.key): self.draw(type_.value) for _ in range(self._length(type_.max))}
                return tuple((key, pairs[key]) for key in sorted(pairs, key=order_of(type_.key)))
            case t.TextType():
                return self._text(type_.max)
            case t.BoundedBytesType():
                return self.random.randbytes(self._length(type_.max))
            case _:
                size: int = getattr(type_, "size", 32)
                return bytes(size) if self.random.random() < 0.1 else self.random.randbytes(size)

    def _number(self, low: int, high: int) -> int:
        way = self.random.random()
        if way < 0.2:
            return self.random.choice((low, high, low + 1, high - 1, *(n for n in (0, 1, 2) if low <= n <= high)))
        near = (*self.numbers, *self.seen)
        if way < 0.5 and near:
            number = self.random.choice(near) + self.random.choice((-1, 0, 0, 1))
            if way > _MULTIPLES:
                number += self.random.choice(near) * self.random.randint(1, 20)
            if low <= number <= high:
                return number
        if way < 0.7:
            number = self.random.randint(0, 20)
        else:
            bits = self.random.randint(1, high.bit_length())
            number = self.random.getrandbits(min(bits, self.random.randint(1, 64)))
        if low < 0 and self.random.random() < 0.5:
            number = -number
        return min(max(number, low), high)

    def _length(self, most: int) -> int:
        way = self.random.random()
        if way < 0.25:
            return self.random.choice((0, 1, most, max(most - 1, 0)))
        return self.random.randint(0, min(most, 6))

    def _variant(self, type_: t.EnumType) -> Value:
        variant = self.random.choice(type_.variants)
        if not type_.payloads:
            return variant
        return (variant, *(self.draw(field) for _, field in type_.payload(variant)))

    def _text(self, most: int) -> str:
        made = ""
        for _ in range(self._length(most)):
            letter = self.random.choice(_LETTERS)
            if len((made + letter).encode()) <= most:
                made += letter
        return made
