"""What the printers share: taking words, lists in brackets, lines with comments between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import attrs

from vprog.dsl.format.document import BLANK, HARD, SOFT, SPACE, Doc, IfBroken, Indent, Line, OwnLines, Suffix, group
from vprog.dsl.format.words import Comment, Word
from vprog.dsl.syntax.node import Node

N = TypeVar("N", bound=Node)


class PrinterFaultError(AssertionError):
    """Internal: the printers and the grammar disagree about which token comes next."""


class PrinterBase:
    """Goes through the words in step with the tree. Every word is taken once, or skipped on purpose; what a skipped
    word carried moves to its neighbours."""

    def __init__(self, words: list[Word]) -> None:
        self._words = words
        self._place = 0

    @property
    def next(self) -> Word:
        return self._words[self._place]

    def take(self, kind: str | None = None) -> Doc:
        """The next word with its comments."""
        word = self.next
        if kind is not None and word.kind != kind:
            raise PrinterFaultError(f"{kind} expected, {word.kind} found")
        self._place += 1
        parts: list[Doc] = [*above(word.above, after=word), word.text]
        if word.behind is not None:
            parts.append(Suffix(word.behind))
        return tuple(parts) if len(parts) > 1 else word.text

    def skip(self, kind: str) -> Doc:
        """Leaves out the next word if it is of this kind. A comment behind it stays; those above it go to the next."""
        word = self.next
        if word.kind != kind:
            return ""
        self._place += 1
        self._words[self._place] = self.next.below(word.above)
        return "" if word.behind is None else Suffix(word.behind)

    def take_if(self, kind: str, before: Doc = "", after: Doc = "") -> Doc:
        """The next word if it is of this kind, between what is to surround it."""
        return (before, self.take(), after) if self.next.kind == kind else ""

    def closing(self) -> Doc:
        """The comments above the bracket that comes next, on lines of their own at the depth of what is inside."""
        word = self.next
        if not word.above:
            return ""
        self._words[self._place] = attrs.evolve(word, above=(), blank=False, documented=False)
        lines: list[Doc] = []
        for comment in word.above:
            lines += (BLANK if comment.blank else HARD, comment.text)
        return tuple(lines)

    def bracketed(
        self, items: Sequence[N], show: Callable[[N], Doc], *, pad: Line = SOFT, comma: str = ",", last: str = ","
    ) -> Doc:
        """Opening word, items with commas between them, closing word: on one line, or one item a line. `comma` and
        `last` are what stands between and behind the items when broken."""
        parts: list[Doc] = []
        opening = self.take()
        for place, item in enumerate(items):
            parts += (pad if place == 0 else SPACE, show(item))
            more = place < len(items) - 1
            parts += (IfBroken(comma if more else last, "," if more else ""), self.skip("COMMA"))
        dangling = self.closing()
        if not items and not dangling:
            return (opening, self.take())
        return group(opening, Indent((*parts, dangling)), pad if items else HARD, self.take())

    def chain(self, items: Sequence[N], show: Callable[[N], Doc]) -> Doc:
        """Items with commas between them and no brackets around."""
        parts: list[Doc] = []
        for place, item in enumerate(items):
            parts += ((self.take("COMMA"), SPACE) if place else "", show(item))
        return group(Indent(tuple(parts)))

    def lines(self, items: Iterable[N], show: Callable[[N], Doc], opening: Doc) -> Doc:
        """`{`, each item on lines of its own, `}`; empty lines between items are kept, one at most."""
        commented = self._words[self._place - 1].behind is not None
        parts: list[Doc] = []
        for place, item in enumerate(items):
            parts += (BLANK if place and self.next.separated else HARD, show(item), self.skip("COMMA"))
        dangling = self.closing()
        empty = not (parts or dangling or commented)
        return (opening, Indent((*parts, dangling)), "" if empty else HARD, self.take("RBRACE"))


def above(comments: tuple[Comment, ...], after: Word) -> tuple[Doc, ...]:
    """The comments above a word. One that looks like documentation and is none stays apart from the word."""
    if not comments:
        return ()
    stray = comments[-1].is_doc and not after.documented
    return (OwnLines(tuple((c.text, c.blank) for c in comments), stray or after.blank),)
