"""Statements by chance, one after the other."""

from __future__ import annotations

from collections.abc import Callable

from generated.author import Author
from generated.branches import branch, early, guarded, match_value
from generated.calls import call
from generated.coins import coins_statement
from generated.loops import for_each, for_range, for_roles
from generated.simple import emit, let, require, take_element, unwrap, var
from generated.updates import assign, update

Lines = list[str]
MAX_DEPTH = 3
_Make = Callable[[Author], Lines]
_OFTEN: tuple[_Make, ...] = (let, assign, update)
SIMPLE: tuple[_Make, ...] = (*_OFTEN * 3, var, require, emit, take_element, unwrap, coins_statement, call)
NESTED: tuple[_Make, ...] = (
    branch,
    match_value,
    for_each,
    branch,
    match_value,
    for_each,
    match_value,
    for_range,
    for_roles,
)
NESTED += (guarded, early)


def body(author: Author, count: int) -> Lines:
    """So many statements, in a block of their own."""
    lines: Lines = []
    more = author.rng.randint(1, 4) if author.chance(0.1) else 0
    for _ in range(count + more):
        lines += _statement(author)
    return lines


def _statement(author: Author) -> Lines:
    for _ in range(8):
        made = author.choose(NESTED if author.depth < MAX_DEPTH and author.chance(0.4) else SIMPLE)(author)
        if made:
            return made
    return []
