"""Waits that start again when they are over: from what the next one is counted (rule 13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from vprog.dsl.program.conditions import Conditions
from vprog.dsl.program.expressions import After, Binary, Expression
from vprog.dsl.program.walk import expressions
from vprog.dsl.trust.clock_events import LATER_FIRST, ORDER, Stored
from vprog.dsl.trust.clock_moments import Given, key

_PathOf = Callable[[Expression], str | None]


def awaited(event: Stored, shown: frozenset[str], path: _PathOf) -> Expression | None:
    """The score that must be past before the instruction moves it on with this store: it is asked for, or a time that
    is past is not before it."""
    old = key(event.role, event.field)
    asked = [fact.score for fact in event.facts if isinstance(fact, After)]
    compared = [earlier for later, earlier in _ordered(event.facts) if path(later) in shown]
    return next((score for score in (*asked, *compared) if old in _paths(score, path)), None)


def restarts(event: Stored, given: Given, score: Expression, path: _PathOf) -> bool:
    """The next wait is counted from a given time that may lie before the end of the last one: a sender who passes
    0 never waits again. What is passed for the end of a wait itself is the owner's choice."""
    old = key(event.role, event.field)
    chosen = path(event.value) == given.path and path(score) == old
    if chosen or (event.role, event.field) in event.of.stored:
        return False
    return not any(
        path(later) == given.path and old in _paths(earlier, path) for later, earlier in _ordered(event.facts)
    )


def _ordered(facts: Conditions) -> Iterator[tuple[Expression, Expression]]:
    """The later and the earlier one of every comparison."""
    for fact in facts:
        if isinstance(fact, Binary) and fact.op in ORDER:
            yield (fact.left, fact.right) if fact.op in LATER_FIRST else (fact.right, fact.left)


def _paths(value: Expression, path: _PathOf) -> set[str | None]:
    return {path(node) for node in expressions(value)}
