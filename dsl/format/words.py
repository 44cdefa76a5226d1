"""The tokens of a file with the comments around them: what the printers take one after the other."""

from __future__ import annotations

import re

import attrs
from attrs import frozen

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.syntax.lexer import tokenize

_COMMENT = re.compile(r"//[^\n]*")


@frozen
class Comment:
    """A comment on a line of its own; `blank`: the line above it is empty."""

    text: str
    blank: bool

    @property
    def is_doc(self) -> bool:
        return self.text.startswith("///") and not self.text.startswith("////")


@frozen
class Word:
    """A token. `above`: the comments between it and the token before it, but for `behind`, the one that stands on its
    own line, after it. `blank`: the line right above it (below its comments) is empty. `documented`: the lines right
    above it are its documentation."""

    kind: str
    text: str
    above: tuple[Comment, ...]
    blank: bool
    behind: str | None
    documented: bool

    @property
    def separated(self) -> bool:
        """Whether an empty line stands above the word and its comments."""
        return self.above[0].blank if self.above else self.blank

    def below(self, comments: tuple[Comment, ...]) -> Word:
        """The same word with further comments above it, kept apart from its own."""
        own = tuple(attrs.evolve(c, blank=c.blank or i == 0) for i, c in enumerate(self.above))
        return attrs.evolve(self, above=(*comments, *own)) if comments else self


def words(source: str, path: str) -> list[Word]:
    """The words of a file without lexical errors; the last is the end of the file, with an empty text."""
    lexed = tokenize(source, path, DiagnosticBag())
    found: list[Word] = []
    position = 0
    for token in lexed.tokens:
        above: list[Comment] = []
        for hit in _COMMENT.finditer(source, position, token.span.start):
            gap = source[position : hit.start()]
            text = hit.group().rstrip()
            if "\n" not in gap and not above and found:
                found[-1] = attrs.evolve(found[-1], behind=text)
            else:
                above.append(Comment(text, _has_blank(gap)))
            position = hit.end()
        blank = _has_blank(source[position : token.span.start])
        documented = token.span.start in lexed.docs
        found.append(Word(token.type, token.text, tuple(above), blank, None, documented))
        position = token.span.end
    return found


def _has_blank(gap: str) -> bool:
    return gap.count("\n") > 1
