"""Symbolic values: terms, and what is put together from terms.

Structs, enums with payloads, arrays and short lists are exact. Sets, maps, long lists, bounded bytes and text are known
by their length alone, and everything read out of them can be anything: more can happen to such a value than to a real
one, so what is proved of it is true, and what is refuted is still put before the interpreter.
"""

from __future__ import annotations

from attrs import frozen

from vprog.dsl.program.types import (
    ArrayType,
    BoolType,
    BoundedBytesType,
    EnumType,
    ListType,
    MapType,
    OptionType,
    SetType,
    StructType,
    TextType,
    Type,
    integer_of,
)
from vprog.dsl.prove.solver import (
    BYTES,
    FALSE,
    INTEGERS,
    TRUE,
    TRUTH,
    Term,
    all_of,
    choose,
    function,
    implies,
    number,
    symbol,
)

EXACT_ITEMS = 8
"""Lists of at most so many elements are exact, as are arrays of at most so many."""


@frozen(eq=False)
class Option:
    """`T?`: `value` means something only where `present` holds; None for an option that is never present."""

    present: Term
    value: Symbolic | None


@frozen(eq=False)
class Record:
    """A struct: its fields in the order of the declaration."""

    fields: tuple[Symbolic, ...]


@frozen(eq=False)
class Variant:
    """An enum with payloads: the index of the variant, and a payload for each variant, which means something only for
    the one that it is."""

    index: Term
    payloads: tuple[tuple[Symbolic, ...], ...]


@frozen(eq=False)
class Sequence:
    """An array or a short list: those of `items` count that stand before `length`."""

    items: tuple[Symbolic, ...]
    length: Term


@frozen(eq=False)
class Heap:
    """A collection of which only the length is known. Equal ones have the same `identity`."""

    identity: Term
    length: Term


Symbolic = Term | Option | Record | Variant | Sequence | Heap
"""A number and an enum (its variant's index) are integers, a bool a truth value, the rest bytes."""

NOTHING = Option(FALSE, None)
"""`none`, of any type."""
_LENGTH = function("length", [BYTES], INTEGERS)


def is_exact(type_: Type) -> bool:
    """Whether a collection is known with all of its elements."""
    match type_:
        case ArrayType():
            return type_.size <= EXACT_ITEMS
        case ListType():
            return type_.max <= EXACT_ITEMS
        case _:
            return False


def most(type_: Type) -> int:
    """The most elements (or bytes) of a collection."""
    if isinstance(type_, ArrayType):
        return type_.size
    assert isinstance(type_, ListType | SetType | MapType | BoundedBytesType | TextType)
    return type_.max


def heap(identity: Term) -> Heap:
    return Heap(identity, _LENGTH(identity))


def fresh(name: str, type_: Type) -> tuple[Symbolic, tuple[Term, ...]]:
    """A symbol for any value of a declared type, and the facts that keep it in the type's range."""
    match type_:
        case OptionType():
            value, facts = fresh(f"{name}?", type_.inner)
            return Option(symbol(f"{name} is some", TRUTH), value), facts
        case BoolType():
            return symbol(name, TRUTH), ()
        case StructType():
            parts, facts = _several(name, type_.fields)
            return Record(parts), facts
        case EnumType() if type_.payloads:
            return _variant(name, type_)
        case EnumType():
            return _number(name, 0, len(type_.variants) - 1)
        case ArrayType() | ListType() if is_exact(type_):
            elements = tuple((str(n), type_.element) for n in range(most(type_)))
            items, facts = _several(name, elements)
            if isinstance(type_, ArrayType):
                return Sequence(items, number(type_.size)), facts
            length, range_ = _number(f"{name}.len", 0, type_.max)
            return Sequence(items, length), (*facts, *range_)
        case ArrayType() | ListType() | SetType() | MapType() | BoundedBytesType() | TextType():
            found = heap(symbol(name, BYTES))
            low = type_.size if isinstance(type_, ArrayType) else 0
            return found, (found.length >= low, found.length <= most(type_))
        case _:
            integer = integer_of(type_)
            return _number(name, integer.low, integer.high) if integer else (symbol(name, BYTES), ())


def _number(name: str, low: int, high: int) -> tuple[Term, tuple[Term, ...]]:
    found = symbol(name, INTEGERS)
    return found, (found >= low, found <= high)


def _several(name: str, fields: tuple[tuple[str, Type], ...]) -> tuple[tuple[Symbolic, ...], tuple[Term, ...]]:
    made = [fresh(f"{name}.{field}", type_) for field, type_ in fields]
    return tuple(value for value, _ in made), tuple(fact for _, facts in made for fact in facts)


def _variant(name: str, type_: EnumType) -> tuple[Symbolic, tuple[Term, ...]]:
    index, facts = _number(f"{name} variant", 0, len(type_.variants) - 1)
    made = [_several(f"{name}.{variant}", type_.payload(variant)) for variant in type_.variants]
    return Variant(index, tuple(parts for parts, _ in made)), (*facts, *(fact for _, found in made for fact in found))


def parts(type_: Type, value: Symbolic | None) -> list[tuple[Type, Term]]:
    """The terms that a value consists of, each with its declared type: without flags, lengths and indices."""
    match type_, value:
        case _, None:
            return []
        case OptionType(), Option():
            return parts(type_.inner, value.value)
        case StructType(), Record():
            pairs = zip(type_.fields, value.fields, strict=True)
            return [found for (_, inner), part in pairs for found in parts(inner, part)]
        case EnumType(), Variant():
            pairs = [
                (inner, part)
                for variant, payload in zip(type_.variants, value.payloads, strict=True)
                for (_, inner), part in zip(type_.payload(variant), payload, strict=True)
            ]
            return [found for inner, part in pairs for found in parts(inner, part)]
        case ((ArrayType() | ListType()), Sequence()):
            return [found for item in value.items for found in parts(type_.element, item)]
        case _, Heap():
            return []
        case _:
            return [(type_, value)]


def lengths(value: Symbolic | None) -> list[Term]:
    """Of every heap in a value."""
    match value:
        case Heap():
            return [value.length]
        case Option():
            return lengths(value.value)
        case Record():
            return [length for part in value.fields for length in lengths(part)]
        case Variant():
            return [length for payload in value.payloads for part in payload for length in lengths(part)]
        case Sequence():
            return [length for item in value.items for length in lengths(item)]
        case _:
            return []


def equal(first: Symbolic, second: Symbolic) -> Term:
    """Whether two values of one type are the same."""
    match first, second:
        case Option(), Option():
            same = TRUE
            if first.value is not None and second.value is not None:
                same = equal(first.value, second.value)
            return all_of([first.present == second.present, implies(first.present, same)])
        case Record(), Record():
            return all_of([equal(a, b) for a, b in zip(first.fields, second.fields, strict=True)])
        case Variant(), Variant():
            pairs = enumerate(zip(first.payloads, second.payloads, strict=True))
            same = [implies(first.index == n, equal(Record(a), Record(b))) for n, (a, b) in pairs if a and b]
            return all_of([first.index == second.index, *same])
        case Sequence(), Sequence():
            pairs = enumerate(zip(first.items, second.items, strict=True))
            same = [implies(number(n) < first.length, equal(a, b)) for n, (a, b) in pairs]
            return all_of([first.length == second.length, *same])
        case Heap(), Heap():
            return first.identity == second.identity
        case _:
            return first == second


def either(condition: Term, first: Symbolic, second: Symbolic) -> Symbolic:
    """The first where the condition holds, else the second; both of one type."""
    match first, second:
        case Option(), Option():
            if first.value is None or second.value is None:
                inner = second.value if first.value is None else first.value
            else:
                inner = either(condition, first.value, second.value)
            return Option(choose(condition, first.present, second.present), inner)
        case Record(), Record():
            return Record(_each(condition, first.fields, second.fields))
        case Variant(), Variant():
            pairs = zip(first.payloads, second.payloads, strict=True)
            payloads = tuple(_each(condition, a, b) if a and b else a or b for a, b in pairs)
            return Variant(choose(condition, first.index, second.index), payloads)
        case Sequence(), Sequence():
            items = _each(condition, first.items, second.items)
            return Sequence(items, choose(condition, first.length, second.length))
        case Heap(), Heap():
            return heap(choose(condition, first.identity, second.identity))
        case _:
            return choose(condition, first, second)


def _each(condition: Term, first: tuple[Symbolic, ...], second: tuple[Symbolic, ...]) -> tuple[Symbolic, ...]:
    return tuple(either(condition, a, b) for a, b in zip(first, second, strict=True))
