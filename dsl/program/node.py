"""What all nodes of a typed program share: frozen, compared and hashed by their fields, shown with their fields."""

from __future__ import annotations

from typing import Any, TypeVar, dataclass_transform

from vprog.dsl.frozen import frozen

C = TypeVar("C")


@dataclass_transform(frozen_default=True)
def node(cls: type[C]) -> type[C]:
    """Class decorator of a typed program's nodes: frozen, equal when class and fields are."""
    return frozen(cls, __eq__=_equal, __hash__=_hash, __repr__=_show)


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
