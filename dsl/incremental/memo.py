"""What one compilation leaves for the next."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Diagnostic

T = TypeVar("T")

MAX_TOKENS = 100
"""A key with a token that was dropped is found no more."""


class Memo:
    """Results by what they were made from, each with the findings that came with it.

    Keys hold syntax nodes, which are the same objects for as long as their text stays (`Trees`). What one compilation
    does not ask for again is gone after it."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[Any, tuple[Diagnostic, ...]]] = {}
        self._kept: dict[Hashable, tuple[Any, tuple[Diagnostic, ...]]] = {}
        self._around: Hashable = None
        self._tokens: dict[Hashable, int] = {}
        self._count = 0

    def token(self, part: Hashable) -> int:
        """Stands for a large part of many keys, which is then compared once."""
        found = self._tokens.get(part)
        if found is None:
            if len(self._tokens) >= MAX_TOKENS:
                self._tokens.clear()
            self._count += 1
            found = self._tokens[part] = self._count
        return found

    def begin(self, around: Hashable) -> None:
        """A new compilation. Nothing stays when `around`, on which everything depends, is another than before."""
        self._known = self._kept if around == self._around else {}
        self._kept = {}
        self._around = around

    def forget(self, sort: str, key: Hashable) -> None:
        """What was made is not kept after all."""
        self._kept.pop((sort, key), None)

    def keep(self, sort: str, key: Hashable, bag: DiagnosticBag, make: Callable[[], T]) -> T:
        """What `make` gave for this key, and says to the bag what it said then."""
        found = self._known.get((sort, key))
        if found is None:
            before = len(bag.items)
            found = make(), tuple(bag.items[before:])
        else:
            bag.items += found[1]
        self._kept[sort, key] = found
        return found[0]
