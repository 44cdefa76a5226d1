"""Looks for the simplest case that fails at the same place as one that was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from attrs import define, field

from vprog.dsl.interpret.simpler import Path, number_at, numbers_in, simpler, with_number
from vprog.dsl.layout.codec import Value
from vprog.dsl.program.types import Type

Case = dict[str, Value]
Parameters = tuple[tuple[str, Type], ...]
Place = tuple[str, Path]
"""A number of a case: the parameter, and where in its value."""
_MOST_TRIES = 3_000
_MOST_LINKED = 8
_MOST_DIGITS = 20


@define
class Shrinker:
    """The simplest `case` so far. `fails` says whether a case fails at the same place as the first."""

    parameters: Parameters
    fails: Callable[[Case], bool]
    case: Case
    left: int = _MOST_TRIES
    known: set[tuple[Value, ...]] = field(factory=set[tuple[Value, ...]])

    def shrink(self) -> Case:
        """Simpler until nothing more is, or the tries are used up."""
        better = True
        while better and self.left > 0:
            better = self._values() | self._numbers()
        return self.case

    def _try(self, case: Case) -> bool:
        key = tuple(case[name] for name, _ in self.parameters)
        if key in self.known or self.left <= 0:
            return False
        self.known.add(key)
        self.left -= 1
        if not self.fails(case):
            return False
        self.case = case
        return True

    def _values(self) -> bool:
        """Shorter lists, earlier variants, plainer text: of each parameter as far as it goes."""
        better = False
        for name, type_ in self.parameters:
            while any(self._try({**self.case, name: made}) for made in simpler(type_, self.case[name])):
                better = True
        return better

    def _numbers(self) -> bool:
        """Each number alone, then those together that a condition may tie: equal ones, and any two."""
        better = False
        for places in list(_groups(list(self._places()), self._number)):
            better |= self._descend(places)
        return better

    def _places(self) -> Iterator[Place]:
        for name, type_ in self.parameters:
            yield from ((name, path) for path in numbers_in(type_, self.case[name]))

    def _number(self, place: Place) -> int:
        return number_at(self.case[place[0]], place[1])

    def _descend(self, places: tuple[Place, ...]) -> bool:
        """Numbers of one sign nearer to 0 by the same steps: at first by large ones, halved when they lead nowhere, at
        last by powers of ten, which keep what depends on the last digits."""
        better, step = False, self._room(places)
        while step:
            if self._step(places, step):
                better, step = True, min(step, self._room(places))
            else:
                step //= 2
        for digits in range(_MOST_DIGITS, 0, -1):
            while self._room(places) >= 10**digits and self._step(places, 10**digits):
                better = True
        return better

    def _room(self, places: tuple[Place, ...]) -> int:
        numbers = [self._number(place) for place in places]
        return min(map(abs, numbers)) if len({number > 0 for number in numbers}) == 1 else 0

    def _step(self, places: tuple[Place, ...], step: int) -> bool:
        made: dict[str, Any] = dict(self.case)
        for name, path in places:
            number = number_at(made[name], path)
            made[name] = with_number(made[name], path, number - step if number > 0 else number + step)
        return self._try(made)


def _groups(places: list[Place], number: Callable[[Place], int]) -> Iterator[tuple[Place, ...]]:
    yield from ((place,) for place in places)
    equal: dict[int, list[Place]] = {}
    for place in places:
        equal.setdefault(number(place), []).append(place)
    yield from (tuple(same) for same in equal.values() if len(same) > 2)
    if len(places) <= _MOST_LINKED:
        yield from combinations(places, 2)
