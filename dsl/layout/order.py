"""The order of set elements and map keys (docs/program-abi.md, "Payload"): numbers by value, bytes lexicographically,
`false` before `true`, the variants of an enum as they are declared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from vprog.dsl.program.types import EnumType, Type


def order_of(type_: Type) -> Callable[[Any], Any]:
    """The sort key of values of an element or key type."""
    if isinstance(type_, EnumType):
        return type_.variants.index
    return _itself


def ascending(type_: Type, values: Iterable[Any]) -> bool:
    """Whether each value stands strictly after the one before it."""
    key = order_of(type_)
    keys = [key(value) for value in values]
    return all(a < b for a, b in pairwise(keys))


def _itself(value: Any) -> Any:
    return value
