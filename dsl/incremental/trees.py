"""The syntax trees of pieces, kept for as long as their text stays."""

from __future__ import annotations

from itertools import chain, pairwise

from attrs import define, field

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.incremental.chunks import cut
from vprog.dsl.source.span import Anchor, Span
from vprog.dsl.syntax.parse import parse
from vprog.dsl.syntax.tree import File


@define
class _Piece:
    text: str
    anchor: Anchor
    file: File


@define
class Trees:
    """What the last text consisted of. A piece with the same text is the same tree again, with the same nodes; only
    its anchor moves."""

    path: str
    _text: str = ""
    _pieces: list[_Piece] = field(factory=list[_Piece])
    _known: dict[str, _Piece] = field(factory=dict[str, _Piece])
    """The same pieces by their text."""

    def file(self, source: str) -> File | None:
        """The tree of the text, or None when it is not made of pieces without a syntax error; the next text is then
        compared with the one before."""
        found = cut(source, self._text, [piece.anchor.offset for piece in self._pieces])
        old = self._pieces[found.first : found.last]
        again = {piece.text: piece for piece in old}
        new: list[_Piece] = []
        for start, end in pairwise((*found.starts, found.end)):
            text = source[start:end]
            known = self._known.get(text)
            if known is not None and again.pop(text, None) is None:
                return None  # the same item twice: its nodes cannot be at two places
            if known is None or (known.anchor.offset == 0) != (start == 0):  # the first holds `program name`
                known = self._parsed(text, first=start == 0)
            if known is None:
                return None
            new.append(known)
        if len({piece.text for piece in new}) != len(new):
            return None
        line = old[0].anchor.line if old else 0
        moved = len(source) - len(self._text), source.count("\n") - self._text.count("\n")
        for piece, start in zip(new, found.starts, strict=True):
            piece.anchor.offset, piece.anchor.line = start, line
            line += piece.text.count("\n")
        if any(moved):
            for piece in self._pieces[found.last :]:
                piece.anchor.offset += moved[0]
                piece.anchor.line += moved[1]
        for piece in old:
            del self._known[piece.text]
        self._known.update((piece.text, piece) for piece in new)
        self._pieces[found.first : found.last] = new
        self._text = source
        return self._whole()

    def _whole(self) -> File:
        head, last = self._pieces[0].file, self._pieces[-1].file.span
        span = Span(self.path, head.span.start, last.end, head.span.line, head.span.column)
        items = tuple(chain.from_iterable(piece.file.items for piece in self._pieces))
        return File(span, head.doc, head.name, items, head.is_module)

    def _parsed(self, text: str, *, first: bool) -> _Piece | None:
        anchor, bag = Anchor(self.path), DiagnosticBag()
        file = parse(text, anchor, bag, fragment=not first)
        return _Piece(text, anchor, file) if file is not None and not bag.items else None
