"""Where something stands in a source file."""

from __future__ import annotations

from attrs import frozen


@frozen
class Span:
    """A half-open range of characters `[start, end)` of one file, with the 1-based line and column of its start."""

    path: str
    start: int
    end: int
    line: int
    column: int


NOWHERE = Span("<builtin>", 0, 0, 0, 0)
"""The span of what no source text holds (predeclared errors, built-in types)."""
