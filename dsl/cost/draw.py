"""Values for transactions that are to be large: full collections, long texts, and numbers that often agree."""

from __future__ import annotations

from random import Random

from vprog.dsl.layout.codec import Value
from vprog.dsl.layout.order import order_of
from vprog.dsl.program import types as t
from vprog.dsl.program.types import Type, integer_of
from vprog.wire.hashes import sha256

COVENANT = b"\x44" * 32
_ASKED = (1, 0, 2, 10, 1_000, 2_000, 5_000, 100_000, 1_000_000)
_STORED = (1_000, 2_000, 5_000, 1_000_000, 10_000_000, 1_000_000_000, 1_000_000_000_000)


class Draw:
    """Values by chance. `lock`: what every Lock is, and what a LockId is of."""

    def __init__(self, rng: Random, lock: bytes) -> None:
        self._rng = rng
        self._lock = lock
        self.known: dict[str, list[bytes]] = {}
        """Addresses of resources that are there, by type."""

    def argument(self, type_: Type) -> Value:
        """A value of a parameter: small numbers, so that what is asked for is there."""
        return self._value(type_, _ASKED)

    def stored(self, type_: Type) -> Value:
        """A value of a stored field: larger numbers."""
        return self._value(type_, _STORED)

    def _value(self, type_: Type, numbers: tuple[int, ...]) -> Value:
        rng, integer = self._rng, integer_of(type_)
        if isinstance(type_, t.OutputIndexType):
            return rng.choice((3, 3, 2, 1))
        if integer is not None:
            edges = (*numbers, integer.high // 2) if rng.random() < 0.2 else numbers
            return min(max(rng.choice(edges), integer.low), integer.high)
        match type_:
            case t.BoolType():
                return rng.random() < 0.5
            case t.OptionType():
                return None if rng.random() < 0.2 else self._value(type_.inner, numbers)
            case t.LockType():
                return self._lock
            case t.ScriptType():
                return b"\x01" + b"\x02" * 33
            case t.AddressType():
                return rng.choice(self.known.get(type_.resource) or [bytes(32)])
            case t.OpaqueType() if type_.name == "LockId":
                # Any lock's: resources of one type stand at different addresses.
                return sha256(b"\x03", self._lock) if rng.random() < 0.3 else rng.randbytes(32)
            case t.OpaqueType() if type_.name == "CovenantId":
                return COVENANT
            case t.BytesType() | t.OpaqueType():
                return b"\x55" * type_.size
            case t.BoundedBytesType():
                return b"\x55" * type_.max
            case t.TextType():
                return "x" * type_.max
            case t.EnumType():
                return self._variant(type_, numbers)
            case _:
                return self._many(type_, numbers)

    def _variant(self, type_: t.EnumType, numbers: tuple[int, ...]) -> Value:
        variant = self._rng.choice(type_.variants)
        if not type_.payloads:
            return variant
        return (variant, *[self._value(field, numbers) for _, field in type_.payload(variant)])

    def _many(self, type_: Type, numbers: tuple[int, ...]) -> Value:
        """As many as fit, or one less, so that one more still does."""
        match type_:
            case t.StructType():
                return tuple([self._value(field, numbers) for _, field in type_.fields])
            case t.ArrayType():
                return tuple([self._value(type_.element, numbers) for _ in range(type_.size)])
            case t.ListType():
                return tuple([self._value(type_.element, numbers) for _ in range(self._count(type_.max))])
            case t.SetType():
                return tuple(self._ascending(type_.element, self._count(type_.max)))
            case t.MapType():
                keys = self._ascending(type_.key, self._count(type_.max))
                return tuple([(key, self._value(type_.value, numbers)) for key in keys])
            case _:
                raise ValueError(f"no value of {type_}")

    def _count(self, most: int) -> int:
        return max(0, most - self._rng.choice((0, 1)))

    def _ascending(self, type_: Type, count: int) -> list[Value]:
        integer = integer_of(type_)
        if integer is not None:
            return list(range(max(integer.low, 0), min(count, integer.high + 1)))
        found: set[Value] = set()
        for _ in range(4 * count):
            found.add(self._rng.randbytes(32) if isinstance(type_, t.OpaqueType) else self._value(type_, (0,)))
        return sorted(found, key=order_of(type_))[:count]
