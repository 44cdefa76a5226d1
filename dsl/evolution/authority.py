"""Whether one authority asks for less than another: as boolean formulas over who signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from vprog.dsl.evolution.model import Quorum
from vprog.dsl.frozen import replace

MAX_SIGNERS = 14
"""More than that are compared by their text: 2^n sets would be tried."""


def signers(quorum: Quorum | None) -> set[str]:
    return set() if quorum is None else {*quorum.signers, *(s for part in quorum.inner for s in signers(part))}


def satisfied(quorum: Quorum | None, signed: set[str]) -> bool:
    """Whether these signers are enough; nobody is, where nobody has to sign."""
    if quorum is None:
        return True
    count = sum(s in signed for s in quorum.signers) + sum(satisfied(part, signed) for part in quorum.inner)
    return count >= quorum.threshold


def enough_only_for(first: Quorum | None, second: Quorum | None) -> tuple[str, ...] | None:
    """The smallest set of signers that satisfies `first` and not `second`, or None without one: then `first` asks for
    at least as much. Authorities too large to try are told apart by their text alone."""
    names = sorted(signers(first) | signers(second))
    if len(names) > MAX_SIGNERS:
        return None if first == second else ("(too many signers to compare)",)
    return next((s for s in _subsets(names) if satisfied(first, set(s)) and not satisfied(second, set(s))), None)


def _subsets(names: list[str]) -> Iterator[tuple[str, ...]]:
    for size in range(len(names) + 1):
        yield from combinations(names, size)


def renamed(quorum: Quorum | None, name: Callable[[str], str]) -> Quorum | None:
    """The same authority with other names for its signers."""
    if quorum is None:
        return None
    inner = tuple(made for part in quorum.inner if (made := renamed(part, name)) is not None)
    return replace(quorum, signers=tuple(map(name, quorum.signers)), inner=inner)


def show(names: tuple[str, ...]) -> str:
    return " and ".join(f"`{name}`" for name in names) if names else "nobody's signature"
