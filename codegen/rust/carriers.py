"""Which Rust integer carries an exact expression: the narrowest that holds its value and every operand on the way."""

from __future__ import annotations

from vprog.dsl.frozen import record
from vprog.dsl.program.types import IntType

WIDE_BITS = 256


@record
class Carrier:
    """A Rust integer type. `Wide` is the runtime's sign-and-magnitude integer of 256 bits."""

    name: str
    low: int
    high: int

    def holds(self, low: int, high: int) -> bool:
        return self.low <= low and high <= self.high


def _machine(signed: bool, bits: int) -> Carrier:
    integer = IntType(signed, bits)
    return Carrier("U256" if bits == WIDE_BITS else integer.name, integer.low, integer.high)


_UNSIGNED = [_machine(False, bits) for bits in (8, 16, 32, 64, 128)]
_SIGNED = [_machine(True, bits) for bits in (8, 16, 32, 64, 128)]
U256 = _machine(False, WIDE_BITS)
"""What a `u256` is stored as. Nothing is computed in it: arithmetic is the business of `Wide`."""
WIDE = Carrier("Wide", 1 - (1 << WIDE_BITS), (1 << WIDE_BITS) - 1)


def of_integer(integer: IntType) -> Carrier:
    """The carrier of a declared machine integer."""
    return next(c for c in (*_UNSIGNED, *_SIGNED, U256) if (c.low, c.high) == (integer.low, integer.high))


def narrowest(low: int, high: int) -> Carrier:
    """The narrowest carrier that holds `[low, high]`."""
    return next(c for c in (*(_UNSIGNED if low >= 0 else _SIGNED), WIDE) if c.holds(low, high))


def join(*carriers: Carrier | None, low: int, high: int) -> Carrier:
    """The narrowest carrier that holds `[low, high]` and every value of `carriers` (None: a literal, which adapts)."""
    known = [c for c in carriers if c is not None]
    if any(c is WIDE for c in known):
        return WIDE
    return narrowest(min([low, *(c.low for c in known)]), max([high, *(c.high for c in known)]))
