"""Interval arithmetic on exact integers: where the value of an expression lies, given where its operands lie.

Every function is sound (each concrete result lies in the range) and, for these operations, tight at both ends as long
as the operands are independent.
"""

from __future__ import annotations

from typing import NamedTuple

MAX_BITS = 256
"""The widest machine integer an exact expression may need (language rule 4)."""


class Range(NamedTuple):
    """All integers from `low` to `high`, both included."""

    low: int
    high: int

    def inside(self, other: Range) -> bool:
        return other.low <= self.low and self.high <= other.high

    def disjoint(self, other: Range) -> bool:
        return self.high < other.low or other.high < self.low


def add(a: Range, b: Range) -> Range:
    return Range(a.low + b.low, a.high + b.high)


def subtract(a: Range, b: Range) -> Range:
    return Range(a.low - b.high, a.high - b.low)


def multiply(a: Range, b: Range) -> Range:
    return _hull([x * y for x in a for y in b])


def div_floor(a: Range, b: Range) -> Range | None:
    """The quotient rounded down, over the divisors of `b` that are not zero; None when there are none."""
    return _quotients(a, b, ceil=False)


def div_ceil(a: Range, b: Range) -> Range | None:
    """The quotient rounded up, over the divisors of `b` that are not zero; None when there are none."""
    return _quotients(a, b, ceil=True)


def remainder(a: Range, b: Range) -> Range | None:
    """`a % b` for `a` and `b` that are never negative; None when `b` is always zero."""
    if b.high == 0:
        return None
    if a.low == a.high and b.low == b.high:
        return Range(a.low % b.low, a.low % b.low)
    smallest = max(b.low, 1)
    if a.high < smallest:
        return a
    return Range(0, min(a.high, b.high - 1))


def minimum(a: Range, b: Range) -> Range:
    return Range(min(a.low, b.low), min(a.high, b.high))


def maximum(a: Range, b: Range) -> Range:
    return Range(max(a.low, b.low), max(a.high, b.high))


def bits_needed(a: Range) -> int:
    """Bits of the narrowest integer that holds all of `a`; one more where the sign needs a bit of its own."""
    if a.low >= 0:
        return a.high.bit_length()
    return max((~a.low).bit_length(), max(a.high, 0).bit_length()) + 1


def _quotients(a: Range, b: Range, *, ceil: bool) -> Range | None:
    """Monotone in both operands on either side of zero, so the corners of each side bound the whole."""
    sides = [Range(b.low, min(b.high, -1)), Range(max(b.low, 1), b.high)]
    divisors = [d for side in sides if side.low <= side.high for d in side]
    if not divisors:
        return None
    return _hull([-(-x // d) if ceil else x // d for x in a for d in divisors])


def _hull(values: list[int]) -> Range:
    return Range(min(values), max(values))
