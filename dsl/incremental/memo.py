"""What one compilation leaves for the next."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Diagnostic

T = TypeVar("T")


class Memo:
    """Results by what they were made from, each with the findings that came with it.

    Keys hold syntax nodes, which are the same objects for as long as their text stays (`Trees`). What one compilation
    does not ask for again is gone after it."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[Any, tuple[Diagnostic, ...]]] = {}
        self._kept: dict[Hashable, tuple[Any, tuple[Diagnostic, ...]]] = {}
        self._around: Hashable = None
        self._tokens: dict[Hashable, int] = {}

    def token(self, part: Hashable) -> int:
        """Stands for a large part of many keys, which is then compared once."""
        return self._tokens.setdefault(part, len(self._tokens))

    def begin(self, around: Hashable) -> None:
        """A new compilation. Nothing stays when `around`, on which everything depends, is another than before."""
        self._known = self._kept if around == self._around else {}
        self._kept = {}
        self._around = around

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
