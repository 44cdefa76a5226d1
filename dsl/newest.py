"""What several analyses ask about the same thing, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

A = TypeVar("A")
T = TypeVar("T")


def newest(make: Callable[[A], T]) -> Callable[[A], T]:
    """A function that keeps its last result for as long as it is asked about the same object, by identity."""
    kept: list[tuple[A, T]] = []

    @wraps(make)
    def ask(about: A) -> T:
        last = kept[:1]
        if last and last[0][0] is about:
            return last[0][1]
        made = make(about)
        kept[:] = [(about, made)]
        return made

    return ask


MOST_KEPT = 4096


def lately(make: Callable[[A], T]) -> Callable[[A], T]:
    """As `newest`, with the results for some thousand objects that were asked about lately. What is asked about must
    not change, nor may the result."""
    kept: dict[int, tuple[A, T]] = {}

    @wraps(make)
    def ask(about: A) -> T:
        known = kept.get(id(about))
        if known is not None:
            return known[1]
        made = make(about)
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[id(about)] = about, made  # which keeps it, so its id is that of no other
        return made

    return ask
