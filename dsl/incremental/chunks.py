"""Cuts a source text into pieces that begin where an item does, without reading it closely.

A piece begins at a line whose first word, in its first column, begins an item, or at the `///` lines above it; the
first one holds `program name`. A text that is laid out otherwise makes larger pieces, and one that is cut at a wrong
place does not parse piece by piece: it is then parsed as a whole, as every text is that has a syntax error.
"""

from __future__ import annotations

import re

from attrs import frozen

from vprog.grammar.tokens import ITEM_WORDS

_BEGINS = re.compile(rf"^(?:///[^\n]*\n)*(?:pub\s+)?(?:{'|'.join(sorted({*ITEM_WORDS, 'module'}))})\b", re.MULTILINE)


@frozen
class Chunk:
    """One piece: where it begins, in characters and in lines above it, and its text."""

    offset: int
    line: int
    text: str


def split(source: str) -> list[Chunk]:
    """The pieces in order; together they are the text."""
    starts = [0]
    matches = _BEGINS.finditer(source)
    next(matches, None)  # `program` or `module`
    starts += [match.start() for match in matches]
    chunks: list[Chunk] = []
    line = 0
    for start, end in zip(starts, [*starts[1:], len(source)], strict=True):
        text = source[start:end]
        chunks.append(Chunk(start, line, text))
        line += text.count("\n")
    return chunks
