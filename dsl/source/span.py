"""Where something stands in a source file."""

from __future__ import annotations

from functools import cache


class Anchor:
    """Where a piece of a file begins, as an offset in characters and a number of lines above it.

    All spans of a piece share its anchor, so a piece that an edit above it has moved is moved in one place. A piece
    begins at the start of a line."""

    __slots__ = ("line", "offset", "path")

    def __init__(self, path: str, offset: int = 0, line: int = 0) -> None:
        self.path = path
        self.offset = offset
        self.line = line


@cache
def _whole(path: str) -> Anchor:
    """The anchor of a whole file, which nothing moves."""
    return Anchor(path)


class Span:
    """A half-open range of characters `[start, end)` of one file, with the 1-based line and column of its start.

    Made with an anchor instead of a path, the numbers count from that anchor. Equal when they mean the same place."""

    __slots__ = ("_end", "_line", "_start", "anchor", "column")
    __match_args__ = ("path", "start", "end", "line", "column")

    def __init__(self, path: str | Anchor, start: int, end: int, line: int, column: int) -> None:
        self.anchor = path if type(path) is Anchor else _whole(path)  # type: ignore[arg-type]
        self._start = start
        self._end = end
        self._line = line
        self.column = column

    @property
    def path(self) -> str:
        return self.anchor.path

    @property
    def start(self) -> int:
        return self.anchor.offset + self._start

    @property
    def end(self) -> int:
        return self.anchor.offset + self._end

    @property
    def line(self) -> int:
        return self.anchor.line + self._line

    def to(self, last: Span) -> Span:
        """From the start of this one to the end of `last`, which belongs to the same piece."""
        return Span(self.anchor, self._start, last._end, self._line, self.column)

    def part(self, start: int, end: int) -> Span:
        """Characters `[start, end)` of this span, on its first line."""
        return Span(self.anchor, self._start + start, self._start + end, self._line, self.column + start)

    def _key(self) -> tuple[object, ...]:
        return (self.path, self.start, self.end, self.line, self.column)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return self._key() == other._key() if isinstance(other, Span) else NotImplemented

    def __hash__(self) -> int:
        return hash((self._end - self._start, self.column))

    def __repr__(self) -> str:
        return f"Span({self.path!r}, {self.start}, {self.end}, {self.line}, {self.column})"


NOWHERE = Span("<builtin>", 0, 0, 0, 0)
"""The span of what no source text holds (predeclared errors, built-in types)."""


class InlinedSpan(Span):
    """A place in the body of a function that stands in the place of a call."""

    __slots__ = ("call",)

    def __init__(self, place: Span, call: Span) -> None:
        super().__init__(place.anchor, place._start, place._end, place._line, place.column)
        self.call = call
        """Where the call is, itself perhaps in a function that was called."""

    @property
    def place(self) -> Span:
        """The place alone, whoever calls."""
        return Span(self.anchor, self._start, self._end, self._line, self.column)

    def _key(self) -> tuple[object, ...]:
        return (*super()._key(), self.call._key())


def called_from(span: Span, call: Span) -> InlinedSpan:
    """The span as part of a call at `call`: what was inlined already keeps its own call below it."""
    return InlinedSpan(span, called_from(span.call, call) if isinstance(span, InlinedSpan) else call)
