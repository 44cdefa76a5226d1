"""What all nodes of a typed program share: frozen, compared and hashed by their fields, shown with their fields.

attrs would generate `__eq__`, `__hash__` and `__repr__` for every class, source text that is compiled at each start;
these three methods serve every class and cost a cold start nothing.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast, dataclass_transform

import attrs

C = TypeVar("C")


@dataclass_transform(frozen_default=True)
def node(cls: type[C]) -> type[C]:
    """Class decorator of a typed program's nodes: `attrs.frozen`, equal when class and fields are."""
    for method in (__eq__, __hash__, __repr__):
        setattr(cls, method.__name__, method)
    return attrs.frozen(cls, eq=False, repr=False)


def __eq__(self: object, other: object) -> bool:  # noqa: N807
    if self is other:
        return True
    if type(self) is not type(other):
        return NotImplemented
    return all(getattr(self, name) == getattr(other, name) for name in _names(self))


def __hash__(self: object) -> int:  # noqa: N807
    return hash((type(self), *(getattr(self, name) for name in _names(self))))


def __repr__(self: object) -> str:  # noqa: N807
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in _names(self))
    return f"{type(self).__name__}({shown})"


def _names(self: object) -> tuple[str, ...]:
    """The fields, in order: attrs makes them the class's slots (and one more, for weak references)."""
    return cast("Any", type(self)).__match_args__
