"""What the interpreter sees, held against what the checker said: every value lies in the range of its expression."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from attrs import define, field

from vprog.dsl.interpret.evaluate import watched
from vprog.dsl.program import expressions as e
from vprog.dsl.program import types as t
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.types import Type, integer_of


class OutOfRangeError(AssertionError):
    """A value that the checker thinks impossible."""


@define
class Watch:
    """Counts what it saw, by the class of the expression."""

    seen: Counter[str] = field(factory=Counter[str])
    proved: Counter[str] = field(factory=Counter[str])
    """Checks that the checker proved away, and that were reached; none of them would have failed."""

    def value(self, expression: Expression, value: Any) -> None:
        """One expression had this value."""
        name = type(expression).__name__
        self.seen[name] += 1
        if not fits(expression.type, value):
            raise OutOfRangeError(f"{expression} has the value {value!r}")
        match expression:
            case e.Convert(error=None) | e.CollectionCall(error=None) | e.Divide(zero=None) | e.Remainder(zero=None):
                self.proved[name] += 1  # the interpreter raises AssertionError where one of these would have failed
            case _:
                pass

    @contextmanager
    def watching(self) -> Iterator[None]:
        with watched(self.value):
            yield


def fits(type_: Type, value: Any) -> bool:
    """Whether a value is one of the type: numbers in their range, collections within their bounds and in order."""
    if isinstance(type_, t.ExactType):
        return type_.low <= value <= type_.high
    integer = integer_of(type_.unit if isinstance(type_, t.CoinsType) else type_)
    if integer is not None:
        return integer.low <= value <= integer.high
    match type_:
        case t.BytesType(size=size) | t.OpaqueType(size=size):
            return len(value) == size
        case t.BoundedBytesType(max=most):
            return len(value) <= most
        case t.TextType(max=most):
            return len(value.encode()) <= most
        case t.OptionType(inner=inner):
            return value is None or fits(inner, value)
        case t.StructType(fields=fields):
            return all(fits(inner, one) for (_, inner), one in zip(fields, value, strict=True))
        case t.EnumType() if type_.payloads:
            payload = type_.payload(value[0])
            return all(fits(inner, one) for (_, inner), one in zip(payload, value[1:], strict=True))
        case _:
            return _many(type_, value)


def _many(type_: Type, value: Any) -> bool:
    match type_:
        case t.ArrayType(element=element, size=size):
            return len(value) == size and all(fits(element, one) for one in value)
        case t.ListType(element=element, max=most):
            return len(value) <= most and all(fits(element, one) for one in value)
        case t.SetType(element=element, max=most):
            return len(value) <= most and len(set(value)) == len(value) and all(fits(element, one) for one in value)
        case t.MapType(key=key, value=inner, max=most):
            keys = [one for one, _ in value]
            sound = len(value) <= most and len(set(keys)) == len(keys)
            return sound and all(fits(key, one) and fits(inner, kept) for one, kept in value)
        case _:
            return True
