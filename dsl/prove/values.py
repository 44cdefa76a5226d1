"""Symbolic values: terms, and options as a flag beside a value."""

from __future__ import annotations

from attrs import frozen

from vprog.dsl.program.types import BoolType, EnumType, OptionType, Type, integer_of
from vprog.dsl.prove.solver import (
    BYTES,
    FALSE,
    INTEGERS,
    TRUE,
    TRUTH,
    Term,
    all_of,
    implies,
    symbol,
)


@frozen(eq=False)
class Option:
    """`T?`: `value` means something only where `present` holds; None for an option that is never present."""

    present: Term
    value: Symbolic | None


Symbolic = Term | Option
"""A number and an enum (its variant's index) are integers, a bool a truth value, the rest bytes."""


def fresh(name: str, type_: Type) -> tuple[Symbolic, tuple[Term, ...]]:
    """A symbol for any value of a declared type, and the facts that keep it in the type's range."""
    if isinstance(type_, OptionType):
        value, facts = fresh(f"{name}?", type_.inner)
        return Option(symbol(f"{name} is some", TRUTH), value), facts
    if isinstance(type_, BoolType):
        return symbol(name, TRUTH), ()
    integer = integer_of(type_)
    low_high = (integer.low, integer.high) if integer else None
    if isinstance(type_, EnumType):
        low_high = (0, len(type_.variants) - 1)
    if low_high is None:
        return symbol(name, BYTES), ()
    number = symbol(name, INTEGERS)
    return number, (number >= low_high[0], number <= low_high[1])


def equal(first: Symbolic, second: Symbolic) -> Term:
    """Whether two values of one type are the same."""
    if not isinstance(first, Option) or not isinstance(second, Option):
        return first == second
    same = TRUE
    if first.value is not None and second.value is not None:
        same = equal(first.value, second.value)
    return all_of([first.present == second.present, implies(first.present, same)])


NOTHING = Option(FALSE, None)
"""`none`, of any type."""
