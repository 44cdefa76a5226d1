"""What all nodes of a typed program share: frozen, compared and hashed by their fields, shown with their fields.

attrs would write `__eq__`, `__hash__` and `__repr__` of each class as source text and compile it at every start. The
three here serve all classes, and cost a cold start nothing.
"""

from __future__ import annotations

from typing import Any, TypeVar, dataclass_transform

import attrs

C = TypeVar("C")


@dataclass_transform(frozen_default=True)
def node(cls: type[C]) -> type[C]:
    """Class decorator of a typed program's nodes: `attrs.frozen`, equal when class and fields are."""
    for name, method in (("__eq__", _equal), ("__hash__", _hash), ("__repr__", _show)):
        setattr(cls, name, method)
    return attrs.frozen(cls, eq=False, repr=False)


def _equal(self: Any, other: Any) -> bool:
    if self is other:
        return True
    if type(self) is not type(other):
        return NotImplemented
    return all(getattr(self, name) == getattr(other, name) for name in self.__match_args__)


def _hash(self: Any) -> int:
    return hash((type(self).__name__, *(getattr(self, name) for name in self.__match_args__)))


def _show(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__name__}({shown})"
