"""Hypothesis strategies for the values of a program: by type, by instruction, by resource."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from vprog.dsl.interpret.literals import values_of_test_keys
from vprog.dsl.layout.order import order_of
from vprog.dsl.program import types as t
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.types import Type, integer_of
from vprog.wire.locks import decode_lock, lock_id

Values = SearchStrategy[Any]


@frozen
class Strategies:
    """Values as `vprog.dsl.layout.codec` holds them. `known` replaces the strategy of a type (addresses that exist, a
    covenant that is deposited to)."""

    program: Program
    known: Mapping[Type, Values] = {}

    def arguments(self, instruction: str) -> SearchStrategy[dict[str, Any]]:
        """Arguments of an instruction, by name."""
        return st.fixed_dictionaries(
            {p.name: self.of(p.type) for p in self.program.instruction(instruction).parameters}
        )

    def fields(self, resource: str) -> SearchStrategy[dict[str, Any]]:
        """Fields of a resource, by name."""
        return st.fixed_dictionaries({f.name: self.of(f.type) for f in self.program.resource(resource).fields})

    def of(self, type_: Type) -> Values:
        """Values of a type with a wire form. Locks, keys and scripts are of the test keys ALICE, BOB and CAROL."""
        if type_ in self.known:
            return self.known[type_]
        integer = integer_of(type_)
        if integer is not None:
            return _integers(integer.low, integer.high)
        match type_:
            case t.LockType() | t.ScriptType() | t.OpaqueType(name="PubKey"):
                return st.sampled_from(values_of_test_keys(type_))
            case t.OpaqueType(name="LockId"):
                return st.sampled_from([lock_id(decode_lock(lock)) for lock in values_of_test_keys(t.LOCK)])
            case t.BoolType():
                return st.booleans()
            case t.OptionType():
                return st.none() | self.of(type_.inner)
            case t.BoundedBytesType():
                return st.binary(max_size=type_.max)
            case t.TextType():
                return _texts(type_.max)
            case t.EnumType() if not type_.payloads:
                return st.sampled_from(type_.variants)
            case _:
                return self._compound(type_)

    def _compound(self, type_: Type) -> Values:
        match type_:
            case t.EnumType():
                return st.one_of([self._variant(type_, variant) for variant in type_.variants])
            case t.StructType():
                return st.tuples(*(self.of(field) for _, field in type_.fields))
            case t.ArrayType():
                return st.lists(self.of(type_.element), min_size=type_.size, max_size=type_.size).map(_tuple)
            case t.ListType():
                return st.lists(self.of(type_.element), max_size=type_.max).map(_tuple)
            case t.SetType():
                key = order_of(type_.element)
                return st.sets(self.of(type_.element), max_size=type_.max).map(lambda s: tuple(sorted(s, key=key)))
            case t.MapType():
                order = order_of(type_.key)
                pairs = st.dictionaries(self.of(type_.key), self.of(type_.value), max_size=type_.max)
                return pairs.map(lambda d: tuple(sorted(d.items(), key=lambda pair: order(pair[0]))))
            case _:
                size: int = getattr(type_, "size", 32)
                return st.binary(min_size=size, max_size=size)

    def _variant(self, type_: t.EnumType, variant: str) -> Values:
        fields = [self.of(field) for _, field in type_.payload(variant)]
        return st.tuples(st.just(variant), *fields)


def strategies_of(program: Program, known: Mapping[Type, Values] | None = None) -> Strategies:
    """The strategies of a program."""
    return Strategies(program, known or {})


def _integers(low: int, high: int) -> SearchStrategy[int]:
    """Small numbers half of the time, the ends of the range often."""
    edges = st.sampled_from(sorted({low, high, max(low, 0), min(high, 1)}))
    return st.integers(max(low, -20), min(high, 1000)) | st.integers(low, high) | edges


def _texts(most: int) -> SearchStrategy[str]:
    letters = st.characters(exclude_categories=["Cs"])
    return st.text(letters, max_size=most).filter(lambda text: len(text.encode()) <= most)


def _tuple(items: list[Any]) -> tuple[Any, ...]:
    return tuple(items)
