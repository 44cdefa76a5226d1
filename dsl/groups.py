"""Things that are equal to one another, learned pair by pair."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """What was never joined is a group of its own."""

    def __init__(self) -> None:
        self._leader: dict[T, T] = {}

    def find(self, one: T) -> T:
        """The one that stands for all that are equal to this one."""
        while (leader := self._leader.get(one, one)) != one:
            one = leader
        return one

    def join(self, first: T, second: T) -> None:
        one, two = self.find(first), self.find(second)
        self._leader[one] = two
        self._leader.setdefault(two, two)

    def members(self, of: T) -> list[T]:
        """All that were joined to this one, in the order in which they were."""
        leader = self.find(of)
        return [other for other in self._leader if self.find(other) == leader]
