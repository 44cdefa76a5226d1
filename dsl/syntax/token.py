"""One token of the source."""

from __future__ import annotations

from typing import NamedTuple

from vprog.dsl.source.span import Span


class Token(NamedTuple):
    """`type` is the terminal's name in `grammar/vprog.lark`; `END` is the end of the file."""

    type: str
    text: str
    span: Span


END = "$END"
