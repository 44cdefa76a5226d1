"""Which parts of the language a program uses, by the classes of its typed nodes."""

from __future__ import annotations

import inspect
from collections import Counter
from enum import Enum
from typing import Any

from vprog.dsl.program import aggregates, declarations, expressions, statements, tests, types
from vprog.dsl.program.declarations import Program
from vprog.dsl.source.span import Span

_OF_TESTS = frozenset(name for name, _ in inspect.getmembers(tests, inspect.isclass))


def inventory(program: Program) -> Counter[str]:
    """Class names of nodes and types, and operations as `Enum.MEMBER`, with how often each occurs."""
    found = Counter[str]()
    todo: list[Any] = [program]
    while todo:
        node = todo.pop()
        if isinstance(node, Enum):
            found[f"{type(node).__name__}.{node.name}"] += 1
        elif isinstance(node, tuple | frozenset):
            todo.extend(node)  # pyright: ignore[reportUnknownArgumentType]
        elif hasattr(type(node), "__match_args__") and not isinstance(node, Span):
            found[type(node).__name__] += 1
            todo.extend(getattr(node, name) for name in node.__match_args__)
    return found


def everything() -> set[str]:
    """What there is to use in instructions, functions and headers; tests and properties are of their own."""
    found: set[str] = set()
    for module in (types, aggregates, expressions, statements, declarations):
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if kind.__module__ != module.__name__ or name in _OF_TESTS:
                continue
            if issubclass(kind, Enum):
                found.update(f"{name}.{member.name}" for member in kind)
            else:
                found.add(name)
    return found
