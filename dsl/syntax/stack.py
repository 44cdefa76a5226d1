"""The automaton's states without values, as a list that shares its tail: every place in a text can keep its own."""

from __future__ import annotations

from typing import NamedTuple

from vprog.dsl.syntax.tables import Tables
from vprog.dsl.syntax.token import END


class Stack(NamedTuple):
    """The newest state and what is below of it."""

    state: int
    below: Stack | None


def stack_of(states: list[int]) -> Stack:
    """The stack with the last of these on top."""
    stack = Stack(states[0], None)
    for state in states[1:]:
        stack = Stack(state, stack)
    return stack


def step(tables: Tables, stack: Stack, kind: str) -> Stack | None:
    """The stack after a token, or None when the token does not fit."""
    while True:
        action = tables.actions[stack.state].get(kind, 0)
        if action > 0:
            return Stack(action - 1, stack)
        if action == 0:
            return None
        name, size, _ = tables.rules[-action - 1]
        for _ in range(size):
            below = stack.below
            if below is None:
                return None
            stack = below
        stack = Stack(tables.gotos[stack.state][name], stack)
        if kind == END and stack.state == tables.end:
            return stack


def accepts(tables: Tables, stack: Stack, *kinds: str) -> bool:
    """Whether these tokens fit, one after the other."""
    now: Stack | None = stack
    for kind in kinds:
        now = step(tables, now, kind) if now is not None else None
    return now is not None


def acceptable(tables: Tables, stack: Stack) -> set[str]:
    """All terminals that can come next."""
    return {kind for kind in tables.actions[stack.state] if step(tables, stack, kind) is not None}
