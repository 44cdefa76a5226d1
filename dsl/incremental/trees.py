"""The syntax trees of pieces, kept by their text."""

from __future__ import annotations

from attrs import define, field

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.incremental.chunks import split
from vprog.dsl.source.span import Anchor, Span
from vprog.dsl.syntax.parse import parse
from vprog.dsl.syntax.tree import File


@define
class _Piece:
    anchor: Anchor
    file: File


@define
class Trees:
    """What the last text consisted of. A piece with the same text is the same tree again, with the same nodes; only
    its anchor moves."""

    path: str
    _pieces: dict[str, _Piece] = field(factory=dict[str, _Piece])

    def file(self, source: str) -> File | None:
        """The tree of the text, or None when it is not made of pieces without a syntax error."""
        known, self._pieces = self._pieces, {}
        pieces: list[_Piece] = []
        for chunk in split(source):
            if chunk.text in self._pieces:
                return None  # the same item twice: its nodes cannot be at two places
            piece = known.get(chunk.text) or self._parsed(chunk.text, first=not pieces)
            if piece is None:
                self._pieces = known
                return None
            self._pieces[chunk.text] = piece
            piece.anchor.offset, piece.anchor.line = chunk.offset, chunk.line
            pieces.append(piece)
        head, last = pieces[0].file, pieces[-1].file.span
        whole = Span(self.path, head.span.start, last.end, head.span.line, head.span.column)
        items = tuple(item for piece in pieces for item in piece.file.items)
        return File(whole, head.doc, head.name, items, head.is_module)

    def _parsed(self, text: str, *, first: bool) -> _Piece | None:
        anchor, bag = Anchor(self.path), DiagnosticBag()
        file = parse(text, anchor, bag, fragment=not first)
        return _Piece(anchor, file) if file is not None and not bag.items else None
